import type { Advisory, AffectedPackage } from '@gantry/core';
import { describe, expect, it } from 'vitest';
import { readRecord } from './schema.ts';
import { toAdvisory } from './to-advisory.ts';

function read(record: object): Advisory {
  const parsed = readRecord(JSON.stringify({ id: 'TEST-1', modified: '2026-01-01T00:00:00Z', ...record }));
  if (!parsed.ok) throw new Error(parsed.because);
  return toAdvisory(parsed.record, 'osv').advisory;
}

function affected(ecosystem: string, entry: object, more: object = {}): AffectedPackage {
  const found = read({ ...more, affected: [{ package: { ecosystem, name: 'p' }, ...entry }] }).affected[0];
  if (!found) throw new Error('nothing affected');
  return found;
}

function range(...events: object[]): { type: string; events: object[] } {
  return { type: 'ECOSYSTEM', events };
}

const git = { type: 'GIT', repo: 'https://x', events: [{ introduced: '0' }, { fixed: 'abc' }] };

describe('feeds/_shared/osv/to-advisory: affected', () => {
  it('reads all ranges, also behind a GIT range', () => {
    const ranges = [git, range({ introduced: '0' }, { fixed: '1.0' }), range({ introduced: '2.0' }, { fixed: '2.1' })];
    expect(affected('PyPI', { ranges }).stretches).toEqual([
      { introduced: null, fixed: '1.0', lastAffected: null },
      { introduced: '2.0', fixed: '2.1', lastAffected: null },
    ]);
  });

  it('keeps versions and ranges side by side', () => {
    const entry = affected('npm', {
      versions: ['1.0.0', '1.0.0', '3.0.0'],
      ranges: [range({ introduced: '0' }, { fixed: '2.0.0' })],
    });
    expect(entry.versions).toEqual(['1.0.0', '3.0.0']);
    expect(entry.stretches).toHaveLength(1);
  });

  it.each([
    ['commits only', { ranges: [git] }, ['no version or range']],
    ['nothing at all', {}, ['no version or range']],
    ['a range without events', { ranges: [{ type: 'SEMVER', events: [] }] }, ['no version or range']],
    [
      'an empty stretch, which says "none"',
      { ranges: [range({ introduced: '1.0.0' }, { fixed: '1.0.0' })] },
      undefined,
    ],
    ['commits and versions', { ranges: [git], versions: ['1.0'] }, undefined],
    ['a bound that cannot be read', { ranges: [range({ introduced: '0' }, { fixed: '?!' })] }, ['fixed ?!']],
  ])('reports what cannot be compared: %s', (_what, entry, unreadable) => {
    expect(affected('PyPI', entry).unreadable).toEqual(unreadable);
  });

  it.each([
    ['<= with no fix', '<= 2.3.1', [{ introduced: '0' }], { introduced: null, fixed: null, lastAffected: '2.3.1' }],
    ['< with no fix', '< 1.2.0', [{ introduced: '0' }], { introduced: null, fixed: '1.2.0', lastAffected: null }],
    [
      'beside a fix',
      '<= 1.1.0',
      [{ introduced: '0' }, { fixed: '1.2.0' }],
      { introduced: null, fixed: '1.2.0', lastAffected: null },
    ],
    [
      'before the start',
      '< 1.0.0',
      [{ introduced: '2.0.0' }],
      { introduced: '2.0.0', fixed: null, lastAffected: null },
    ],
    [
      'the start itself',
      '<= 2.0.0',
      [{ introduced: '2.0.0' }],
      { introduced: '2.0.0', fixed: null, lastAffected: '2.0.0' },
    ],
    ['unreadable', '<= x!', [{ introduced: '0' }], { introduced: null, fixed: null, lastAffected: null }],
    ['of a shape nobody knows', '~> 2', [{ introduced: '0' }], { introduced: null, fixed: null, lastAffected: null }],
  ])('closes an open range by the last known affected version: %s', (_what, said, events, stretch) => {
    const entry = { ranges: [range(...events)], database_specific: { last_known_affected_version_range: said } };
    expect(affected('npm', entry).stretches).toEqual([stretch]);
  });

  it.each([
    ['the standard range says everything', [{ introduced: '0' }], '1.9.0'],
    ['the standard range has bounds', [{ introduced: '0' }, { fixed: '0.5.0' }], '0.5.0'],
  ])('takes Go custom ranges when %s', (_what, events, fixed) => {
    const custom = [{ type: 'ECOSYSTEM', events: [{ introduced: '0' }, { fixed: '1.9.0' }] }];
    const entry = { ranges: [{ type: 'SEMVER', events }], ecosystem_specific: { custom_ranges: custom } };
    expect(affected('Go', entry).stretches).toEqual([{ introduced: null, fixed, lastAffected: null }]);
  });

  it('takes Go custom ranges from where an open standard range begins', () => {
    const events = [
      { introduced: '0' },
      { fixed: '1.9.0' },
      { introduced: '1.9.5' },
      { fixed: '2.4.16' },
      { introduced: '2.5.0' },
      { fixed: '2.5.9' },
    ];
    const entry = {
      ranges: [{ type: 'SEMVER', events: [{ introduced: '2.0.0+incompatible' }] }],
      ecosystem_specific: { custom_ranges: [{ type: 'ECOSYSTEM', events }] },
    };
    expect(affected('Go', entry).stretches).toEqual([
      { introduced: '2.0.0+incompatible', fixed: '2.4.16', lastAffected: null },
      { introduced: '2.5.0', fixed: '2.5.9', lastAffected: null },
    ]);
  });

  it('keeps an open Go range that lies behind the custom ones', () => {
    const custom = [
      { type: 'ECOSYSTEM', events: [{ introduced: '0' }, { fixed: '0.7.1-0.20250129155113-4c6e03c46314' }] },
    ];
    const entry = {
      ranges: [{ type: 'SEMVER', events: [{ introduced: '0.7.2' }] }],
      ecosystem_specific: { custom_ranges: custom },
    };
    expect(affected('Go', entry).stretches).toEqual([{ introduced: '0.7.2', fixed: null, lastAffected: null }]);
  });

  it.each([
    ['< 2.0.0', 'unknown'],
    ['<= 2.0.0', 'unknown'],
    ['none', 'not-fixed'],
  ])('the last known affected version %j is no fix', (said, fixState) => {
    const entry = {
      ranges: [range({ introduced: '0' })],
      database_specific: { last_known_affected_version_range: said },
    };
    expect(affected('npm', entry).fixState).toBe(fixState);
  });

  it('keeps a Go range that says everything when the custom ones are empty', () => {
    const entry = {
      ranges: [{ type: 'SEMVER', events: [{ introduced: '0' }] }],
      ecosystem_specific: { custom_ranges: [{ type: 'ECOSYSTEM', events: [] }] },
    };
    expect(affected('Go', entry).stretches).toEqual([{ introduced: null, fixed: null, lastAffected: null }]);
  });

  it('names symbols and imports', () => {
    const imports = [{ path: 'net/http', symbols: ['Get', 'Post'] }, { path: 'net/url' }];
    expect(affected('Go', { ranges: [range({ introduced: '0' })], ecosystem_specific: { imports } }).symbols).toEqual([
      'net/http#Get',
      'net/http#Post',
      'net/url',
    ]);
    const affects = { functions: ['a::b'] };
    expect(
      affected('crates.io', { ranges: [range({ introduced: '0' })], ecosystem_specific: { affects } }).symbols,
    ).toEqual(['a::b']);
  });

  it.each([
    ['Debian:12', { ecosystem_specific: { urgency: 'unimportant' } }, {}, 'not-fixed', 'negligible'],
    [
      'Debian:12',
      { ecosystem_specific: { urgency: 'not yet assigned' }, database_specific: { status: 'open' } },
      {},
      'not-fixed',
      undefined,
    ],
    ['Debian:12', { database_specific: { status: 'open', state: 'no-dsa' } }, {}, 'not-fixed', undefined],
    ['Debian:12', { database_specific: { status: 'open', state: 'postponed' } }, {}, 'not-fixed', undefined],
    ['Debian:12', { database_specific: { status: 'open', state: 'ignored' } }, {}, 'wont-fix', undefined],
    ['Debian:12', { database_specific: { status: 'open', state: 'end-of-life' } }, {}, 'wont-fix', undefined],
    ['Ubuntu:20.04:LTS', { database_specific: { status: 'ignored' } }, {}, 'wont-fix', undefined],
    ['Ubuntu:20.04:LTS', { database_specific: { status: 'needed' } }, {}, 'not-fixed', undefined],
    ['Wolfi', {}, { database_specific: { latest_event: 'fix-not-planned' } }, 'wont-fix', undefined],
    ['Wolfi', {}, { database_specific: { latest_event: 'pending-upstream-fix' } }, 'not-fixed', undefined],
    [
      'Bitnami',
      { severity: [{ type: 'CVSS_V3', score: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H' }] },
      {},
      'not-fixed',
      'critical',
    ],
  ] as const)('%s %j: why there is no fix', (ecosystem, entry, more, fixState, severity) => {
    const found = affected(ecosystem, { ranges: [range({ introduced: '0' })], ...entry }, more);
    expect([found.fixState, found.severity]).toEqual([fixState, severity]);
  });

  it.each([
    ['a fix', [{ introduced: '0' }, { fixed: '1.0.0' }], 'fixed'],
    ['a last affected version', [{ introduced: '0' }, { last_affected: '1.0.0' }], 'unknown'],
    ['no end', [{ introduced: '0' }], 'not-fixed'],
  ])('%s', (_what, events, state) => {
    expect(affected('npm', { ranges: [range(...events)] }).fixState).toBe(state);
  });

  it('leaves out entries that name no package', () => {
    expect(
      read({ affected: [{ ranges: [git] }, { package: { ecosystem: 'npm', name: 'a' }, versions: ['1.0.0'] }] })
        .affected,
    ).toHaveLength(1);
  });
});

const high = 'CVSS:3.1/AV:L/AC:L/PR:L/UI:N/S:U/C:H/I:H/A:H';
const critical = 'CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N';

describe('feeds/_shared/osv/to-advisory: the rest', () => {
  it.each([
    ['a CVSS vector', { severity: [{ type: 'CVSS_V3', score: high }] }, 'high'],
    [
      'the newest CVSS',
      {
        severity: [
          { type: 'CVSS_V3', score: high },
          { type: 'CVSS_V4', score: critical },
        ],
      },
      'critical',
    ],
    [
      'the word of the source',
      { severity: [{ type: 'CVSS_V3', score: high }], database_specific: { severity: 'MODERATE' } },
      'medium',
    ],
    [
      "Ubuntu's priority",
      {
        severity: [
          { type: 'CVSS_V3', score: high },
          { type: 'Ubuntu', score: 'negligible' },
        ],
      },
      'negligible',
    ],
    ['a bare score', { database_specific: { cvss_v3: 9.8 } }, 'critical'],
    ['a bare score as text', { database_specific: { cvss_score: '5.3' } }, 'medium'],
    ['a word that nobody knows', { database_specific: { severity: 'spicy' } }, 'unknown'],
    ['a broken vector', { severity: [{ type: 'CVSS_V3', score: 'CVSS:3.1/AV:Z' }] }, 'unknown'],
    ['nothing', {}, 'unknown'],
    ['an erratum', { id: 'ALSA-2024:1', summary: 'Important: x security update' }, 'high'],
    ['no erratum', { id: 'GHSA-x', summary: 'Important: x' }, 'unknown'],
    ['wrong types', { severity: 'high', database_specific: [] }, 'unknown'],
  ])('severity from %s', (_what, record, severity) => {
    expect(read(record).severity).toBe(severity);
  });

  it('takes the severity of the first package when the record has none', () => {
    const severity = [{ type: 'CVSS_V3', score: high }];
    const found = read({ affected: [{ package: { ecosystem: 'Bitnami', name: 'a' }, versions: ['1.0.0'], severity }] });
    expect([found.severity, found.scores[0]?.baseScore]).toEqual(['high', 7.8]);
  });

  it.each([
    ['MAL-2024-1', [], true],
    ['GHSA-aaaa', ['MAL-2024-1'], true],
    ['GHSA-aaaa', ['CVE-2024-1'], false],
    ['NORMAL-1', [], false],
  ])('%s %j is malware: %s', (id, aliases, malicious) => {
    expect(read({ id, aliases }).malicious).toBe(malicious);
  });

  it('takes embedded malicious code for malware', () => {
    expect(read({ database_specific: { cwe_ids: ['CWE-506'] } }).malicious).toBe(true);
  });

  it.each([
    ['names versions', { versions: ['0.7.29', '0.8.0'] }, 0, 2],
    ['names all', { ranges: [range({ introduced: '0' })] }, 1, 0],
    ['names versions and all', { ranges: [range({ introduced: '0' })], versions: ['1.0.0'] }, 1, 1],
  ])('malware that %s', (_what, entry, stretches, versions) => {
    const found = affected('npm', entry, { id: 'MAL-2024-1' });
    expect([found.stretches.length, found.versions.length]).toEqual([stretches, versions]);
  });

  it.each([
    [
      'RustSec',
      {
        affected: [
          {
            package: { ecosystem: 'crates.io', name: 'a' },
            ranges: [range({ introduced: '0.0.0-0' })],
            database_specific: { informational: 'unmaintained' },
          },
        ],
      },
      'unmaintained',
    ],
    [
      'RustSec null',
      {
        affected: [
          {
            package: { ecosystem: 'crates.io', name: 'a' },
            versions: ['1.0.0'],
            database_specific: { informational: null },
          },
        ],
      },
      null,
    ],
    ['a bug fix erratum', { id: 'ALBA-2024:1' }, 'bug-fix'],
    ['an enhancement', { id: 'ALEA-2024:1' }, 'enhancement'],
    ['a bug fix that fixes a CVE', { id: 'ALBA-2024:1', related: ['CVE-2024-1'] }, null],
    ['a security erratum', { id: 'ALSA-2024:1' }, null],
  ])('informational: %s', (_what, record, informational) => {
    expect(read(record).informational).toBe(informational);
  });

  it('counts the CVEs of an erratum as what it fixes, and others as related', () => {
    expect(read({ id: 'ALSA-2024:1', related: ['CVE-2024-1', 'RHSA-1'] })).toMatchObject({
      upstream: ['CVE-2024-1'],
      related: ['RHSA-1'],
    });
    expect(read({ id: 'GHSA-1', related: ['CVE-2024-1'] })).toMatchObject({ upstream: [], related: ['CVE-2024-1'] });
  });

  it.each([
    ['2024-05-01T10:00:00Z', '2024-05-01T10:00:00Z'],
    ['2024-05-01T12:00:00.123+02:00', '2024-05-01T10:00:00Z'],
    ['2024-05-01', null],
    ['yesterday', null],
    ['2024-13-45T00:00:00Z', null],
    [12, null],
  ])('time %s', (published, expected) => {
    expect(read({ published }).published).toBe(expected);
  });

  it('counts as withdrawn whatever the time looks like', () => {
    expect(read({ withdrawn: '2024-05-01T10:00:00Z' }).withdrawn).toBe('2024-05-01T10:00:00Z');
    expect(read({ withdrawn: 'yes' }).withdrawn).toBe('yes');
    expect(read({ withdrawn: null }).withdrawn).toBeNull();
  });

  it('keeps only web references', () => {
    const references = [
      { type: 'FIX', url: 'https://a/b' },
      { type: 'WEB', url: 'javascript:alert(1)' },
      'x',
      { url: 3 },
    ];
    expect(read({ references }).references).toEqual([{ type: 'FIX', url: 'https://a/b' }]);
  });

  it('takes the first line of the details for a missing summary', () => {
    expect(read({ details: '### Impact\nmore' }).summary).toBe('Impact');
    expect(read({}).summary).toBe('');
    expect(read({ summary: 'one\ntwo\u001b[31m' }).summary).toBe('one two [31m');
  });
});
