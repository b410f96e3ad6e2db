import { describe, expect, it } from 'vitest';
import { parseChallenges } from './challenge.ts';

describe('sources/registry/challenge', () => {
  it.each([
    [
      'Bearer realm="https://auth.example/token",service="registry.example",scope="repository:a/b:pull,push"',
      [
        [
          'bearer',
          { realm: 'https://auth.example/token', service: 'registry.example', scope: 'repository:a/b:pull,push' },
        ],
      ],
    ],
    ['Basic realm="Registry Realm"', [['basic', { realm: 'Registry Realm' }]]],
    ['BASIC REALM=x', [['basic', { realm: 'x' }]]],
    [
      'Basic realm="a \\"quoted\\" one", Bearer realm="b"',
      [
        ['basic', { realm: 'a "quoted" one' }],
        ['bearer', { realm: 'b' }],
      ],
    ],
    [
      'Negotiate, Basic realm=x',
      [
        ['negotiate', {}],
        ['basic', { realm: 'x' }],
      ],
    ],
    ['Bearer realm="open', [['bearer', { realm: '"open' }]]],
    ['realm=x', []],
    ['"', []],
    ['', []],
    [undefined, []],
    ['x'.repeat(10_000), []],
    [`Bearer realm="${'\\'.repeat(8000)}`, [['bearer', { realm: `"${'\\'.repeat(8000)}` }]]],
  ])('reads %j', (header, expected) => {
    expect(parseChallenges(header).map(({ scheme, parameters }) => [scheme, Object.fromEntries(parameters)])).toEqual(
      expected,
    );
  });
});
