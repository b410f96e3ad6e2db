import { describe, expect, it } from 'vitest';
import { aBill, anImage, ruleProblems, runRule, someFacts } from '../../testing/index.ts';

const distro = { id: 'ubuntu', version: '22.04', idLike: ['debian'], name: null, prettyName: null, codename: null };
const bill = aBill([], { distro, source: anImage({ size: 104857600 }) });
const facts = someFacts({ bill });

function check(attribute: string, how: string, value?: string) {
  return runRule('metadata.attribute', { attribute, check: how, ...(value === undefined ? {} : { value }) }, facts);
}

describe('policy/gates/metadata', () => {
  it.each([
    ['size', '>', '50mb', true],
    ['size', '<', '104857600', false],
    ['size', '=', '100mb', true],
    ['size', 'in', '1mb, 100mb', true],
    ['architecture', 'in', 'arm64,amd64', true],
    ['architecture', 'not_in', 'arm64,amd64', false],
    ['os_type', '=', 'linux', true],
    ['distro', 'not_in', 'debian,alpine', true],
    ['distro_version', '<', '24.04', true],
    ['distro_version', 'like', '22\\.', true],
    ['like_distro', '=', 'debian', true],
    ['like_distro', '!=', 'debian', false],
    ['layer_count', '>=', '1', false],
    ['layer_count', 'exists', undefined, true],
    ['distro', 'not_exists', undefined, false],
    ['distro', '=', undefined, false],
  ])('%s %s %s: %s', (attribute, how, value, fires) => {
    const result = check(attribute, how, value);
    expect(result.messages.length > 0).toBe(fires);
    expect(result.problems).toEqual([]);
  });

  it('says what it compared', () => {
    expect(check('size', '>', '50mb').messages).toEqual([
      "Attribute check for attribute: 'size' check: '>' check_value: '50mb' matched image value: '104857600'",
    ]);
  });

  it('is not evaluated without a distribution, and does not apply to a folder', () => {
    const none = someFacts({ bill: aBill([], { distro: null }) });
    const params = { attribute: 'distro', check: 'not_in', value: 'debian' };
    expect(runRule('metadata.attribute', params, none).problems).toEqual(['error not_evaluated']);
    const folder = someFacts({
      tag: null,
      bill: aBill([], { source: { kind: 'directory', target: 'x', path: '/x' } }),
    });
    const size = { attribute: 'size', check: '>', value: '1' };
    expect(runRule('metadata.attribute', size, folder).problems).toEqual(['warn not_applicable']);
    const sbom = someFacts({ tag: null, bill: aBill([], { source: { kind: 'other', target: 'x' } }) });
    expect(runRule('metadata.attribute', size, sbom).problems).toEqual(['error not_evaluated']);
  });

  it.each([
    [{ attribute: 'size', check: '>', value: 'big' }, ['invalid_parameter']],
    [{ attribute: 'layer_count', check: '>', value: '3x' }, ['invalid_parameter']],
    [{ attribute: 'colour', check: '=' }, ['invalid_parameter']],
    [{ check: '~' }, ['missing_parameter', 'invalid_parameter']],
    [{ attribute: 'distro', check: 'like', value: '[' }, ['invalid_parameter']],
  ])('refuses %j', (params, problems) => {
    expect(ruleProblems('metadata.attribute', params as unknown as Record<string, string>)).toEqual(problems);
  });
});
