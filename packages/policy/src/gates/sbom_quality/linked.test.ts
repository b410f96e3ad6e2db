import { describe, expect, it } from 'vitest';
import { aBill, aPackage } from '../../testing/index.ts';
import { graphPlaces } from './linked.ts';

const deb = { kind: 'deb', architecture: 'amd64', source: 'x', sourceVersion: '1', files: [] } as const;

describe('policy/gates/sbom_quality/linked', () => {
  it('goes by what the records of package managers need', () => {
    const needs = ['libc6 (>= 2.34)', 'debconf:any | cdebconf', 'dpkg'];
    const packages = [
      aPackage('deb', 'app', { metadata: { ...deb, depends: needs } }),
      ...['libc6', 'debconf', 'cdebconf', 'dpkg', 'alone'].map((name) => aPackage('deb', name, { metadata: deb })),
      aPackage('npm', 'libc6'),
      aPackage('pypi', 'Foo_Bar'),
      aPackage('pypi', 'user', {
        metadata: { kind: 'pypi', sitePackages: '', files: [], requiresDist: ['foo.bar[x]>=1; extra == "y"'] },
      }),
    ];
    const placeOf = graphPlaces(aBill(packages));
    expect(packages.filter((one) => placeOf(one) === 'none').map(({ id }) => id)).toEqual(['deb-alone', 'npm-libc6']);
  });
});
