import { failureCode } from '@gantry/core/testing';
import { describe, expect, it } from 'vitest';
import { fits, parsePattern, patternText } from './pattern.ts';

describe('features/registries/pattern', () => {
  it.each([
    ['registry.example', 'registry.example'],
    ['Registry.Example:5000', 'registry.example:5000'],
    ['index.docker.io', 'docker.io'],
    ['docker.io/library/*', 'docker.io/library/*'],
    ['127.0.0.1:5000/team/app', '127.0.0.1:5000/team/app'],
    ['[::1]:5000', '[::1]:5000'],
    ['localhost', 'localhost'],
  ])('reads %s', (text, stored) => {
    expect(patternText(parsePattern(text))).toBe(stored);
  });

  it.each([
    '',
    '/x',
    'https://registry.example',
    'user:pass@registry.example',
    '*.example',
    'a b',
    'registry.example/Upper',
    'registry.example//x',
    'registry.example/x?y',
    'registry.example:99999',
    `registry.example/${'x'.repeat(600)}`,
  ])('refuses %s', async (text) => {
    expect(await failureCode(() => Promise.resolve().then(() => parsePattern(text)))).toBe('REGISTRY_NAME_INVALID');
  });

  it.each<[string, string, string, boolean]>([
    ['r.example', 'r.example', 'any/thing', true],
    ['r.example', 'R.Example', 'any/thing', true],
    ['r.example', 'r.example:5000', 'any/thing', false],
    ['r.example/', 'r.example', 'any/thing', true],
    ['r.example/team', 'r.example', 'team', true],
    ['r.example/team', 'r.example', 'team/app', true],
    ['r.example/team', 'r.example', 'teams/app', false],
    ['r.example/team/*', 'r.example', 'team/app', true],
    ['r.example/team/*', 'r.example', 'team/a/b', true],
    ['r.example/team/*', 'r.example', 'team', false],
    ['r.example/*/app', 'r.example', 'team/app', true],
    ['r.example/*/app', 'r.example', 'team/app2', false],
    ['r.example/a*b*c', 'r.example', 'aXbYc', true],
    ['r.example/ab*ba', 'r.example', 'aba', false],
    ['r.example/*', 'r.example', 'x', true],
    ['docker.io', 'docker.io', 'library/debian', true],
  ])('%s speaks of %s/%s: %s', (entry, registry, repository, expected) => {
    expect(fits(parsePattern(entry), registry, repository)).toBe(expected);
  });

  it('takes no time for hostile patterns', () => {
    const entry = parsePattern(`r.example/${'*a'.repeat(200)}`);
    expect(fits(entry, 'r.example', `${'a'.repeat(190)}b`)).toBe(false);
  });
});
