import type { Match, PolicyFacts } from '@gantry/core';
import { describe, expect, it } from 'vitest';
import { parsePolicy } from '../parse-policy.ts';
import {
  aBill,
  aConfig,
  aDocument,
  aMatch,
  anImage,
  aPackage,
  aReport,
  aRule,
  exploited,
  fixedIn,
  someFacts,
  testNow,
} from '../testing/index.ts';
import { pathToGreen } from './path-to-green.ts';
import type { StillAffected } from './types.ts';

const stopOnFix = aRule('vulnerabilities.package', {
  package_type: 'all',
  fix_available: 'true',
  vendor_only: 'false',
});
const stopOnAny = aRule('vulnerabilities.package', { package_type: 'all' }, { id: 'any' });

function greenOf(rules: readonly unknown[], facts: PolicyFacts, stillAffected?: StillAffected) {
  const { policy } = parsePolicy(aDocument(rules), 'p');
  const digests = { sbom: 's', advisories: 'a' };
  const green = pathToGreen({ facts, policy, now: testNow, digests, ...(stillAffected ? { stillAffected } : {}) });
  const says = green.edits.map((edit) =>
    edit.kind === 'upgrade'
      ? `${edit.name} ${edit.from} -> ${edit.to}`
      : edit.kind === 'remove'
        ? `remove ${edit.name}`
        : edit.says,
  );
  return { ...green, says };
}

const lodash = aPackage('npm', 'lodash', { version: '4.17.15' });
const django = aPackage('pypi', 'Django', { version: '3.2' });
const openssl = aPackage('deb', 'openssl', { version: '3.0.9-1' });

function facts(packages: Parameters<typeof aBill>[0], matches: readonly Match[]): PolicyFacts {
  return someFacts({ bill: aBill(packages), report: aReport(matches) });
}

describe('policy/greening', () => {
  it.each([
    ['the lowest that clears all', lodash, [['4.17.19'], ['4.17.21'], ['4.17.20']], 'lodash 4.17.15 -> 4.17.21'],
    ['one of several branches', django, [['3.2.5', '4.0.1'], ['3.2.5']], 'Django 3.2 -> 3.2.5'],
    ['numbers, not texts', lodash, [['4.17.100'], ['4.17.21']], 'lodash 4.17.15 -> 4.17.100'],
    [
      'a distribution version',
      openssl,
      [['3.0.9-1+deb12u1'], ['3.0.11-1~deb12u2']],
      'openssl 3.0.9-1 -> 3.0.11-1~deb12u2',
    ],
    [
      'between two fixes only the advisory knows',
      django,
      [
        ['3.2.5', '4.0.1'],
        ['3.2.14', '4.0.6'],
      ],
      'Django 3.2 -> 4.0.6',
    ],
  ])('%s', (_name, one, fixes, says) => {
    const matches = fixes.map((versions, at) => aMatch(one, `CVE-${at}`, { fix: fixedIn(...versions) }));
    const green = greenOf([stopOnFix], facts([one], matches));
    expect(green).toMatchObject({ says: [says], verdictAfter: 'go', remaining: [], unsolved: [] });
    expect(green.edits[0]).toMatchObject({ packageIds: [one.id], proven: true });
    expect(green.edits[0]?.clears).toHaveLength(fixes.length);
  });

  it('asks the advisories when they are at hand', () => {
    const matches = [
      aMatch(django, 'CVE-1', { fix: fixedIn('3.2.5', '4.0.1') }),
      aMatch(django, 'CVE-2', { fix: fixedIn('3.2.14', '4.0.6') }),
    ];
    const green = greenOf(
      [stopOnFix],
      facts([django], matches),
      (_match, version) => !['3.2.14', '4.0.6'].includes(version),
    );
    expect(green).toMatchObject({ says: ['Django 3.2 -> 3.2.14'], verdictAfter: 'go' });
  });

  it('names what remains when there is no fix', () => {
    const matches = [aMatch(lodash, 'CVE-1', { fix: fixedIn('4.17.21') }), aMatch(lodash, 'CVE-2')];
    const green = greenOf([stopOnAny], facts([lodash], matches));
    expect(green).toMatchObject({ says: ['lodash 4.17.15 -> 4.17.21'], verdictAfter: 'stop' });
    expect(green.remaining.map(({ vulnerability }) => vulnerability)).toEqual(['CVE-2']);
    expect(green.edits[0]?.clears).toEqual(['CVE-1+evidence']);
  });

  it('removes malware rather than upgrade it', () => {
    const bad = aMatch(lodash, 'MAL-1', { malicious: true, fix: fixedIn('9') });
    const green = greenOf([aRule('vulnerabilities.malicious_package'), stopOnFix], facts([lodash], [bad]));
    expect(green).toMatchObject({ says: ['remove lodash'], verdictAfter: 'go' });
  });

  it('joins one component in two places', () => {
    const other = { ...lodash, id: 'other' };
    const matches = [lodash, other].map((one) => aMatch(one, 'CVE-1', { fix: fixedIn('4.17.21') }));
    const green = greenOf([stopOnFix], facts([lodash, other], matches));
    expect(green.edits.map(({ packageIds }) => packageIds)).toEqual([[lodash.id, 'other']]);
    expect(green.verdictAfter).toBe('go');
  });

  it('a finding about a vulnerability is about every package that has it', () => {
    const packages = [lodash, openssl];
    const known = exploited('CVE-1');
    const matches = packages.map((one) => aMatch(one, 'CVE-1', { knownExploited: known, fix: fixedIn('99') }));
    const green = greenOf([aRule('vulnerabilities.kev_list')], facts(packages, matches));
    expect(green.says).toEqual(expect.arrayContaining(['lodash 4.17.15 -> 99', 'openssl 3.0.9-1 -> 99']));
    expect(green.verdictAfter).toBe('go');
  });

  const source = anImage({ config: aConfig({ exposedPorts: ['22/tcp', '80/tcp'] }) });
  const dockerfile = {
    mode: 'guessed',
    text: 'FROM scratch\nEXPOSE 22/tcp 80/tcp\nADD http://x /y\nENV DB_PASSWORD=hunter2 MODE="a b"\n',
  } as const;
  it.each([
    [aRule('dockerfile.effective_user', { users: 'root', type: 'denylist' }), 'end the Dockerfile with USER app'],
    [aRule('dockerfile.effective_user', { users: 'web,app', type: 'allowlist' }), 'end the Dockerfile with USER web'],
    [aRule('dockerfile.exposed_ports', { ports: '22', type: 'denylist' }), 'take 22/tcp out of the EXPOSE lines'],
    [
      aRule('dockerfile.instruction', { instruction: 'ADD', check: 'like', value: 'http' }),
      'change or remove the line: ADD http://x /y',
    ],
    [
      aRule('dockerfile.instruction', { instruction: 'ENV', check: 'like', value: '.*PASSWORD' }),
      'take DB_PASSWORD out of the line: ENV DB_PASSWORD=… MODE=…',
    ],
    [
      aRule('dockerfile.instruction', { instruction: 'HEALTHCHECK', check: 'not_exists' }),
      'add a HEALTHCHECK instruction to the Dockerfile: HEALTHCHECK CMD …',
    ],
    [aRule('packages.denylist', { name: 'lodash' }), 'remove lodash'],
    [
      aRule('packages.required_package', { name: 'lodash', version: '4.17.21', version_match_type: 'minimum' }),
      'lodash 4.17.15 -> 4.17.21',
    ],
  ])('proves the edit for %j', (rule, says) => {
    const green = greenOf([rule], someFacts({ bill: aBill([lodash], { source }), dockerfile }));
    expect(green).toMatchObject({ says: [says], verdictAfter: 'go', remaining: [] });
  });

  it.each([
    [
      aRule('dockerfile.instruction', { instruction: 'ENTRYPOINT', check: 'not_exists' }),
      'add an ENTRYPOINT instruction to the Dockerfile',
      dockerfile,
    ],
    [aRule('vulnerabilities.starter_data_only'), 'run gantry db update', dockerfile],
  ])('does not claim what it cannot prove: %j', (rule, says, file) => {
    const report = aReport([], { starter: true });
    const green = greenOf([rule], someFacts({ bill: aBill([], { source }), dockerfile: file, report }));
    expect(green).toMatchObject({ says: [says], verdictAfter: 'stop', edits: [{ proven: false }] });
    expect(green.remaining).toHaveLength(1);
  });

  const three = ['a', 'b', 'c'].map((name) => aPackage('npm', name));
  const several = facts(
    three,
    three.flatMap((one, at) =>
      Array.from({ length: at + 1 }, (_, nth) => aMatch(one, `CVE-${at}${nth}`, { fix: fixedIn('2.0.0') })),
    ),
  );
  it.each([
    [aRule('vulnerabilities.count', { severity: 'low', max: '2' }), ['c 1.0.0 -> 2.0.0', 'b 1.0.0 -> 2.0.0'], 'go'],
    [aRule('vulnerabilities.count', { severity: 'low', max: '3' }), ['c 1.0.0 -> 2.0.0'], 'go'],
    [
      aRule('vulnerabilities.denylist', { vulnerability_ids: 'CVE-00,CVE-10' }),
      ['b 1.0.0 -> 2.0.0', 'a 1.0.0 -> 2.0.0'],
      'go',
    ],
    [aRule('vulnerabilities.denylist', { vulnerability_ids: 'CVE-00' }), ['a 1.0.0 -> 2.0.0'], 'go'],
  ])('finds upgrades for a finding about several vulnerabilities: %j', (rule, says, verdictAfter) => {
    expect(greenOf([rule], several)).toMatchObject({ says, verdictAfter, remaining: [] });
  });

  it('shows errors that no edit mends', () => {
    const green = greenOf([stopOnAny], someFacts({ report: null }));
    expect(green).toMatchObject({ edits: [], verdictAfter: 'stop', remaining: [] });
    expect(green.unsolved).toHaveLength(1);
  });

  it('has nothing to do when nothing stops, and knows no edit for an unconditional stop', () => {
    expect(greenOf([], someFacts())).toMatchObject({ edits: [], verdictAfter: 'go' });
    expect(greenOf([aRule('always.always')], someFacts())).toMatchObject({ edits: [], verdictAfter: 'stop' });
  });
});
