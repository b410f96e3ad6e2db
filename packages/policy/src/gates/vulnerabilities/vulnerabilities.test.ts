import { md5OfText } from '@gantry/core';
import { describe, expect, it } from 'vitest';
import {
  aBill,
  aDataSource,
  aDocument,
  aMapping,
  aMatch,
  aPackage,
  aReport,
  aRule,
  exploited,
  ruleProblems,
  runRule,
  someFacts,
  verdictOf,
} from '../../testing/index.ts';

const libc = aPackage('deb', 'libc6');
const lodash = aPackage('npm', 'lodash');
const crate = aPackage('cargo', 'time', { id: 'crate' });
const bill = aBill([libc, lodash]);

const matches = [
  aMatch(libc, 'CVE-1', { fix: { state: 'wont-fix', versions: [] } }),
  aMatch(lodash, 'CVE-2', { advisory: 'GHSA-2', knownExploited: exploited('CVE-2') }),
  aMatch(libc, 'CVE-2', { knownExploited: exploited('CVE-2') }),
];
const facts = someFacts({ bill, report: aReport(matches) });

function withSources(...sources: Parameters<typeof aDataSource>[]) {
  return someFacts({ bill, report: aReport([], { sources: sources.map((args) => aDataSource(...args)) }) });
}

describe('policy/gates/vulnerabilities', () => {
  it.each([
    [{ vulnerability_ids: 'CVE-9' }, []],
    [{ vulnerability_ids: 'CVE-2,CVE-9' }, ["Denylisted vulnerabilities detected: ['CVE-2']"]],
    [{ vulnerability_ids: 'GHSA-2, CVE-2' }, ["Denylisted vulnerabilities detected: ['GHSA-2', 'CVE-2']"]],
    [{ vulnerability_ids: 'CVE-1' }, []],
    [{ vulnerability_ids: 'CVE-1', vendor_only: 'false' }, ["Denylisted vulnerabilities detected: ['CVE-1']"]],
  ])('denylist %j', (params, messages) => {
    expect(runRule('vulnerabilities.denylist', params as Record<string, string>, facts).messages).toEqual(messages);
  });

  it('an allowlist of format version 1 still covers a denied vulnerability', () => {
    const id = md5OfText("vulnerabilitiesblacklistBlacklisted vulnerabilities detected: ['CVE-2']");
    const document = aDocument([aRule('vulnerabilities.denylist', { vulnerability_ids: 'CVE-2' })], {
      allowlists: [{ id: 'a', name: 'a', version: '2', items: [{ id: 'i', gate: 'Vulnerabilities', trigger_id: id }] }],
      mappings: [aMapping({ allowlist_ids: ['a'] })],
    });
    expect(verdictOf(document, facts).finalAction).toBe('go');
  });

  it('an allowlist item that names the advisory covers its vulnerability', () => {
    const items = [{ id: 'i', gate: 'vulnerabilities', trigger_id: 'GHSA-2+*' }];
    const document = aDocument([aRule('vulnerabilities.package', { package_type: 'non-os' })], {
      allowlists: [{ id: 'a', name: 'a', version: '2', items }],
      mappings: [aMapping({ allowlist_ids: ['a'] })],
    });
    expect(verdictOf(document, facts)).toMatchObject({ finalAction: 'go', findings: [{ allowlisted: true }] });
  });

  it('kev_list fires once for each vulnerability', () => {
    const message = 'Vulnerability CVE-2 is in the CISA Known Exploited Vulnerabilities catalog';
    expect(runRule('vulnerabilities.kev_list', {}, facts).messages).toEqual([message]);
    expect(runRule('vulnerabilities.kev_list', {}, someFacts()).action).toBe('go');
    expect(runRule('vulnerabilities.kev_list', {}, withSources(['npm'])).problems).toEqual(['error not_evaluated']);
  });

  it('malicious_package', () => {
    const bad = aMatch(lodash, 'MAL-1', { malicious: true });
    const result = runRule('vulnerabilities.malicious_package', {}, someFacts({ bill, report: aReport([bad]) }));
    expect(result.messages).toEqual(['Malicious package: lodash 1.0.0 (MAL-1)']);
    expect(runRule('vulnerabilities.malicious_package', {}, facts).action).toBe('go');
  });

  const old = { fetchedAt: '2026-11-01T00:00:00Z' };
  const stale = 'The vulnerability feed for this image distro is older than MAXAGE (5) days';
  it.each([
    ['fresh', withSources(['Debian', { releases: ['Debian:12'] }]), []],
    ['old', withSources(['Debian', { releases: ['Debian:12'], ...old }]), [stale]],
    [
      'the oldest counts',
      withSources(['Debian', { releases: ['Debian:12'] }], ['D', { releases: ['Debian:12'], ...old }]),
      [stale],
    ],
    ['never', withSources(['Debian', { releases: ['Debian:11'] }]), [stale]],
    ['unreadable', withSources(['Debian', { releases: ['Debian:12'], fetchedAt: 'soon' }]), [stale]],
    ['nothing to compare', someFacts({ bill: aBill([lodash], { distro: null }), report: aReport() }), []],
  ])('stale_feed_data: %s', (_name, where, messages) => {
    expect(runRule('vulnerabilities.stale_feed_data', { max_days_since_sync: '5' }, where).messages).toEqual(messages);
  });

  it.each([
    ['fresh', withSources(['npm'], ['kev', { feed: 'kev' }]), []],
    ['old npm', withSources(['npm', old]), ['The vulnerability data of npm is older than 5 days']],
    [
      'old kev',
      withSources(['npm'], ['kev', { feed: 'kev', ...old }]),
      ["The vulnerability data of CISA's exploited vulnerabilities is older than 5 days"],
    ],
    ['another language', withSources(['PyPI', old]), []],
  ])('stale_ecosystem_data: %s', (_name, where, messages) => {
    expect(runRule('vulnerabilities.stale_ecosystem_data', { max_days_since_sync: '5' }, where).messages).toEqual(
      messages,
    );
  });

  const unavailable = (namespace: string) =>
    `Distro-specific feed data not found for distro namespace: ${namespace}. Cannot perform CVE scan OS/distro packages`;
  it.each([
    ['there', withSources(['Debian', { releases: ['Debian:12'] }]), []],
    ['another release', withSources(['Debian', { releases: ['Debian:11'] }]), [unavailable('debian:12')]],
    ['no records', withSources(['Debian', { releases: ['Debian:12'], records: 0 }]), [unavailable('debian:12')]],
    ['unknown distribution', someFacts({ bill: aBill([libc], { distro: null }) }), [unavailable('unknown')]],
    ['no distribution at all', someFacts({ bill: aBill([lodash], { distro: null }) }), []],
  ])('vulnerability_data_unavailable: %s', (_name, where, messages) => {
    expect(runRule('vulnerabilities.vulnerability_data_unavailable', {}, where).messages).toEqual(messages);
  });

  it('ecosystem_data_unavailable', () => {
    const where = someFacts({ bill: aBill([crate, lodash]) });
    expect(runRule('vulnerabilities.ecosystem_data_unavailable', {}, where).messages).toEqual([
      'No vulnerability data is loaded for crates.io: its packages were not evaluated',
    ]);
    expect(runRule('vulnerabilities.ecosystem_data_unavailable', {}, facts).action).toBe('go');
  });

  it('not_evaluated_packages', () => {
    const gaps = [
      { packageId: lodash.id, reason: 'no-version', because: 'it states no version' },
      { packageId: lodash.id, reason: 'no-version', because: 'again' },
      { packageId: libc.id, reason: 'no-data', because: 'no data' },
    ] as const;
    const where = someFacts({ bill, report: aReport([], { notEvaluated: gaps }) });
    expect(runRule('vulnerabilities.not_evaluated_packages', {}, where).ids).toEqual([
      'no-version+lodash',
      'no-data+libc6',
    ]);
    const some = runRule('vulnerabilities.not_evaluated_packages', { reasons: 'no-version,unknown-kind' }, where);
    expect(some.messages).toEqual(['Package not evaluated: lodash 1.0.0: it states no version']);
  });

  it('starter_data_only', () => {
    const where = someFacts({ report: aReport([], { starter: true }) });
    expect(runRule('vulnerabilities.starter_data_only', {}, where).messages).toHaveLength(1);
    expect(runRule('vulnerabilities.starter_data_only', {}, facts).action).toBe('go');
  });

  it.each([
    ['denylist', { vulnerability_ids: 'CVE-1' }],
    ['ecosystem_data_unavailable', {}],
    ['kev_list', {}],
    ['malicious_package', {}],
    ['not_evaluated_packages', {}],
    ['stale_ecosystem_data', { max_days_since_sync: '1' }],
    ['stale_feed_data', { max_days_since_sync: '1' }],
    ['starter_data_only', {}],
    ['vulnerability_data_unavailable', {}],
  ])('%s without a report is not evaluated', (trigger, params) => {
    const where = someFacts({ report: null });
    const result = runRule(`vulnerabilities.${trigger}`, params as Record<string, string>, where);
    expect(result).toMatchObject({ action: 'stop', messages: [], problems: ['error not_evaluated'] });
  });

  it.each([
    ['denylist', {}, ['missing_parameter']],
    ['denylist', { vulnerability_ids: ' , ' }, ['invalid_parameter']],
    ['kev_list', { a: '1' }, ['unknown_parameter']],
    ['stale_feed_data', { max_days_since_sync: 'two' }, ['invalid_parameter']],
    ['stale_ecosystem_data', {}, ['missing_parameter']],
    ['not_evaluated_packages', { reasons: 'no-version,bored' }, ['invalid_parameter']],
  ])('%s refuses %j', (trigger, params, problems) => {
    expect(ruleProblems(`vulnerabilities.${trigger}`, params as Record<string, string>)).toEqual(problems);
  });
});
