import { describe, expect, it } from 'vitest';
import { testAffected } from '../../testing/index.ts';
import { rangeReader, readInstalled } from './version-ranges.ts';

const reader = rangeReader('semver');

function assess(version: string, said: Parameters<typeof testAffected>[2]) {
  return reader.assess(readInstalled('semver', version), testAffected('npm', 'x', said));
}

it.each([
  ['composer', 'v8.0', '8.0.0'],
  ['composer', '1.x-dev', '1.9999999.9999999.9999999-dev'],
  ['deb', '0:1.0-1', '1.0-1'],
  ['gem', '1.0.a', '1.a'],
  ['go', 'go1.19', '1.19.0'],
  ['maven', '1.0.0.Final', '1'],
  ['maven', '01.2', '1.2'],
  ['nuget', '1.0.0.0', '1'],
  ['pep440', '0!1.0', '1'],
  ['pep440', '1.0-1', '1.0.post1'],
  ['rpm', '1_5', '1.5'],
  ['semver', '=1.2.3', '1.2.3+build'],
] as const)('a %s version that is listed in another spelling is found: %s as %s', (scheme, version, listed) => {
  const verdict = rangeReader(scheme).assess(
    readInstalled(scheme, version),
    testAffected('x', 'x', { versions: [listed] }),
  );
  expect(verdict).toEqual({ is: 'affected', range: 'listed', listed: true });
});

it.each([
  ['2.5.1+cu118', { ranges: ['<=2.5.1'] }, 'affected'],
  ['2.5.1+cu118', { versions: ['2.5.1'] }, 'affected'],
  ['2.5.1+cu118', { versions: ['2.5.1+cu118'] }, 'affected'],
  ['2.5.2+cu118', { ranges: ['<=2.5.1'], versions: ['2.5.1'] }, 'unaffected'],
  ['2.6.0+cu118', { ranges: ['<2.6.0'] }, 'unaffected'],
  ['2.5.1+safe', { ranges: ['<2.5.1+safe'] }, 'unaffected'],
] as const)('a local version of PEP 440, %s, counts as its release: %j, %s', (version, said, is) => {
  const row = testAffected('PyPI', 'torch', { ...said, ranges: [...('ranges' in said ? said.ranges : [])] });
  expect(rangeReader('pep440').assess(readInstalled('pep440', version), row)).toMatchObject({ is });
});

describe('a version range', () => {
  it.each([
    ['1.4.9', ['<1.5.0'], '<1.5.0'],
    ['1.5.0', ['<=1.5.0'], '<=1.5.0'],
    ['2.0.0', ['<1.5.0', '>=2.0.0 <2.1.0'], '>=2.0.0, <2.1.0'],
    ['2.0.0', ['>=1.0.0'], '>=1.0.0'],
    ['0.0.0-0', ['*'], 'all versions'],
    ['not a version', ['*'], 'all versions'],
  ])('holds %s in %j', (version, ranges, range) => {
    expect(assess(version, { ranges })).toEqual({ is: 'affected', range, listed: false });
  });

  it.each([
    ['1.5.0', ['<1.5.0']],
    ['1.5.1', ['<=1.5.0']],
    ['1.9.0', ['<1.5.0', '>=2.0.0 <2.1.0']],
    ['1.0.0-rc.1', ['>=1.0.0 <2.0.0']],
    ['1.0.0', []],
    ['not a version', ['<1.5.0']],
  ])('does not hold %s in %j', (version, ranges) => {
    expect(assess(version, { ranges })).toEqual({ is: 'unaffected' });
  });

  it.each([
    ['1.2.3', ['1.2.3']],
    ['1.2.3', ['v1.2.3+build']],
    ['2004-odd one', ['2004-odd one']],
  ])('holds %s by the list %j, even outside the range', (version, versions) => {
    expect(assess(version, { ranges: ['>=5.0.0'], versions })).toEqual({
      is: 'affected',
      range: 'listed',
      listed: true,
    });
  });

  it.each([[{ ranges: ['<banana'] }], [{ ranges: ['<1.0.0'], unreadable: ['>=odd'] }]])(
    'is undecided when bounds cannot be read: %j',
    (said) => {
      expect(assess('1.2.3', said)).toMatchObject({ is: 'undecided' });
    },
  );

  it('is decided by the bounds that can be read when these say affected', () => {
    expect(assess('1.2.3', { ranges: ['<banana', '<2.0.0'], unreadable: ['>=odd'] })).toMatchObject({ is: 'affected' });
  });
});
