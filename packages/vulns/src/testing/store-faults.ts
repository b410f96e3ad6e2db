import { type Advisory, canonicalJson, type KnownExploited } from '@gantry/core';
import type { AdvisoryStore } from '../store/types.ts';
import { testAdvisory, testAffected } from './advisories.ts';

/** Makes a store of the implementation under test over these records. */
export type StoreMaker = (
  advisories: readonly Advisory[],
  exploited: readonly KnownExploited[],
) => AdvisoryStore | Promise<AdvisoryStore>;

/**
 * The contract of `AdvisoryStore`, run against an implementation: every answer that is not as the port promises. Each
 * implementation's test expects an empty list.
 */
export async function storeFaults(make: StoreMaker): Promise<string[]> {
  const store = await make(records, [exploited]);
  const faults = questions(store).flatMap(([question, answer, expected]) => {
    const [got, wanted] = [canonicalJson(answer), canonicalJson(expected)];
    return got === wanted ? [] : [`${question}: ${got} instead of ${wanted}`];
  });
  store.close();
  return faults;
}

const exploited: KnownExploited = {
  cve: 'CVE-2021-44228',
  dateAdded: '2021-12-10',
  dueDate: '2021-12-24',
  ransomware: true,
};
const log4j = testAffected('Maven', 'org.apache.logging.log4j:log4j-core', {
  ranges: ['>=2.13.0 <2.15.0'],
  versions: ['2.14.1'],
});
const openssl = testAffected('Debian:12', 'openssl', { ranges: ['<3.0.11-1~deb12u2'], severity: 'high' });
const opensslOf11 = testAffected('Debian:11', 'openssl', {
  ranges: ['*'],
  fixState: 'wont-fix',
  unreadable: ['>=odd'],
});
const yaml = testAffected('PyPI', 'PyYAML', { ranges: ['<5.4'] });
const gone = testAffected('RubyGems', 'gone', { ranges: ['*'] });

const ghsa = testAdvisory('GHSA-jfh8-c2jp-5v3q', {
  aliases: ['CVE-2021-44228'],
  severity: 'critical',
  scores: [{ source: 'osv', version: '3.1', vector: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H', baseScore: 10 }],
  modified: '2024-02-01T00:00:00Z',
  references: [{ type: 'WEB', url: 'https://logging.apache.org/' }],
  affected: [log4j],
});
const debian = testAdvisory('DEBIAN-CVE-2023-5363', { upstream: ['CVE-2023-5363'], affected: [openssl, opensslOf11] });
const pysec = testAdvisory('PYSEC-2021-142', { aliases: ['CVE-2020-14343'], affected: [yaml] });
const withdrawn = testAdvisory('GHSA-gone', {
  aliases: ['CVE-2021-44228'],
  withdrawn: '2022-01-01T00:00:00Z',
  affected: [gone],
});
const records = [ghsa, debian, pysec, withdrawn];

function questions(store: AdvisoryStore): [string, unknown, unknown][] {
  const row = (advisoryId: string, affected: unknown) => [{ advisoryId, affected }];
  return [
    ['affected by ecosystem and name', store.affected('Maven', log4j.name), row(ghsa.id, log4j)],
    ['affected by release', store.affected('Debian:12', 'openssl'), row(debian.id, openssl)],
    ['affected in another release', store.affected('Debian:11', 'openssl'), row(debian.id, opensslOf11)],
    ['affected by canonical name', store.affected('PyPI', 'pyyaml'), row(pysec.id, yaml)],
    ['affected keeps case where the registry does', store.affected('Maven', log4j.name.toUpperCase()), []],
    ['affected by an unknown name', store.affected('npm', 'nothing'), []],
    ['affected by a name from a prototype', store.affected('npm', '__proto__'), []],
    ['affected leaves withdrawn records out', store.affected('RubyGems', 'gone'), []],
    ['covers a release', store.covers('Debian:12'), true],
    ['does not cover another release', store.covers('Debian:10'), false],
    ['covers a registry', store.covers('PyPI'), true],
    ['does not cover another registry', store.covers('npm'), false],
    ['advisory by id', store.advisory(ghsa.id), ghsa],
    ['advisory with several packages', store.advisory(debian.id), debian],
    ['no advisory', store.advisory('GHSA-none'), null],
    ['no advisory of a name from a prototype', store.advisory('constructor'), null],
    ['by its own id', store.withAlias(ghsa.id), [ghsa.id]],
    ['by upstream id', store.withAlias('CVE-2023-5363'), [debian.id]],
    ['by an alias', store.withAlias('CVE-2020-14343'), [pysec.id]],
    ['by an alias of a current record', store.withAlias('CVE-2021-44228').includes(ghsa.id), true],
    ['by an unknown alias', store.withAlias('CVE-1999-0001'), []],
    ['known exploited', store.knownExploited('CVE-2021-44228'), exploited],
    ['not known exploited', store.knownExploited('CVE-2023-5363'), null],
    ['no forecast', store.forecast('CVE-2023-5363'), null],
    ['no rating', store.rating('CVE-2023-5363'), null],
    ['no product', store.product('constructor'), null],
    ['no product of an identifier', store.productsOf('purl:pkg:npm/vue'), []],
    ['no listed file', store.listedFile('0'.repeat(64)), null],
  ];
}
