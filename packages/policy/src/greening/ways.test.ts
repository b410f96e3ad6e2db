import type { PolicyFacts } from '@gantry/core';
import { describe, expect, it } from 'vitest';
import { parsePolicy } from '../parse-policy.ts';
import {
  aBill,
  aConfig,
  aDocument,
  aFile,
  aHit,
  aMatch,
  anImage,
  anInspection,
  aPackage,
  aReport,
  aRule,
  aScan,
  aSearch,
  aVerification,
  fixedIn,
  someFacts,
  testNow,
  withFiles,
  withText,
} from '../testing/index.ts';
import { pathToGreen } from './path-to-green.ts';

function greenOf(rules: readonly unknown[], facts: PolicyFacts) {
  const { policy } = parsePolicy(aDocument(rules), 'p');
  return pathToGreen({ facts, policy, now: testNow, digests: { sbom: 's', advisories: 'a' } });
}

const kindsOf = (green: ReturnType<typeof greenOf>) => green.edits.map(({ kind }) => kind);
const saysOf = (green: ReturnType<typeof greenOf>) =>
  green.edits.map((edit) => ('says' in edit ? edit.says : edit.name));

const below = `sha256:${'1'.repeat(64)}`;
const above = `sha256:${'2'.repeat(64)}`;
const base = { reference: 'debian:12', diffIds: [below] };
const stopOnAny = aRule('vulnerabilities.package', { package_type: 'all' });
const inherited = ['openssl', 'zlib', 'curl'].map((name) => aPackage('deb', name, { layer: below }));
const own = aPackage('npm', 'lodash', { layer: above });

function onBase(packages: typeof inherited, more: Partial<PolicyFacts> = {}) {
  const matches = packages.map((one, at) => aMatch(one, `CVE-${at}`, { fix: fixedIn('2.0.0') }));
  return someFacts({ bill: aBill(packages), report: aReport(matches), base, ...more });
}

describe('policy/greening: another base image', () => {
  it.each([
    ['several packages of the base', onBase(inherited), ['rebase'], 'go'],
    ['with one of its own', onBase([...inherited, own]), ['rebase', 'upgrade'], 'go'],
    ['one package of the base', onBase(inherited.slice(0, 1)), ['upgrade'], 'go'],
    ['one of the base, one of its own', onBase([...inherited.slice(0, 1), own]), ['upgrade', 'upgrade'], 'go'],
    ['no base is known', onBase(inherited, { base: null }), ['upgrade', 'upgrade', 'upgrade'], 'go'],
  ])('%s', (_name, facts, kinds, verdictAfter) => {
    const green = greenOf([stopOnAny], facts);
    expect(kindsOf(green)).toEqual(kinds);
    expect(green).toMatchObject({ verdictAfter, optimal: true, remaining: [], acceptances: [] });
    expect(green.edits.every(({ proven }) => proven)).toBe(true);
  });

  it('says what the new base must have, and names the present one by its tag', () => {
    const ancestor = { digest: 'sha256:d', tags: ['docker.io/library/debian:12'], layers: 1 };
    const facts = onBase(inherited, { ancestry: { ancestors: [ancestor], base: ancestor } });
    const [edit] = greenOf([stopOnAny], facts).edits;
    expect(edit).toMatchObject({
      kind: 'rebase',
      base: 'docker.io/library/debian:12',
      says: 'build on a newer docker.io/library/debian:12, one that has openssl 2.0.0, zlib 2.0.0, curl 2.0.0',
      packageIds: inherited.map(({ id }) => id),
    });
    expect(edit?.clears).toHaveLength(3);
  });

  it('knows the layers of a base from the ancestors alone', () => {
    const layer = (diffId: string) => ({ digest: diffId, diffId, mediaType: '', size: 1 }) as const;
    const source = anImage({ layers: [layer(below as never), layer(above as never)] as never });
    const ancestor = { digest: 'sha256:d', tags: [], layers: 1 };
    const facts = onBase(inherited, { base: null, ancestry: { ancestors: [ancestor], base: ancestor } });
    const green = greenOf([stopOnAny], { ...facts, bill: { ...facts.bill, source } });
    expect(green.edits).toMatchObject([{ kind: 'rebase', base: 'sha256:d' }]);
  });

  it('is not offered for files alone', () => {
    const entries = [
      aFile('/srv/open', { mode: 0o666, layer: below as never }),
      aFile('/usr/bin/su', { mode: 0o4755, layer: below as never }),
    ];
    const facts = someFacts({ base, inspection: anInspection({ files: { entries } }) });
    const green = greenOf([aRule('files.suid_or_guid_set'), aRule('files.world_writable')], facts);
    expect(kindsOf(green)).toEqual(['dockerfile', 'dockerfile']);
    expect(green.verdictAfter).toBe('go');
  });

  it('takes files of the base along', () => {
    const entries = [aFile('/usr/bin/su', { mode: 0o4755, layer: below as never })];
    const facts = onBase(inherited.slice(0, 1), { inspection: anInspection({ files: { entries } }) });
    const green = greenOf([stopOnAny, aRule('files.suid_or_guid_set')], facts);
    expect(green).toMatchObject({ verdictAfter: 'go', edits: [{ kind: 'rebase' }] });
    expect(saysOf(green)[0]).toContain('needs no step to take setuid, setgid and file capabilities off /usr/bin/su');
  });
});

const suid = aFile('/usr/bin/su', { mode: 0o4755 });
const open = aFile('/srv/open', { mode: 0o666 });
const stray = aFile('/opt/stray', { mode: 0o755 });

describe('policy/greening: files', () => {
  it.each([
    ['suid', [aRule('files.suid_or_guid_set'), aRule('files.privileged_executable')], withFiles(suid), 1],
    [
      'capabilities',
      [aRule('files.privileged_executable')],
      withFiles({ ...stray, capabilities: ['cap_net_raw=ep'] }),
      1,
    ],
    ['writable for all', [aRule('files.world_writable')], withFiles(open, aFile('/srv/too', { mode: 0o777 })), 1],
    ['owned by nobody', [aRule('files.unowned_executable')], withFiles(stray), 1],
    ['a name', [aRule('files.name_match', { regex: '/srv' })], withFiles(open, aFile('/srv/b')), 1],
    [
      'a mode',
      [aRule('files.attribute_match', { filename: '/srv/open', mode: '0640', mode_op: 'more_permissive_than' })],
      withFiles(open),
      1,
    ],
    [
      'another mode',
      [aRule('files.attribute_match', { filename: '/srv/open', mode: '0750', mode_op: 'not_equals' })],
      withFiles(open),
      1,
    ],
    [
      'a file that goes needs no other change',
      [aRule('files.suid_or_guid_set'), aRule('files.name_match', { regex: '/usr/bin/su$' })],
      withFiles(suid),
      1,
    ],
    ['two changes', [aRule('files.suid_or_guid_set'), aRule('files.world_writable')], withFiles(suid, open), 2],
  ])('%s is proven on the list of files', (_name, rules, facts, edits) => {
    const numbered = rules.map((rule, at) => ({ ...rule, id: `r${at}` }));
    const green = greenOf(numbered, facts);
    expect(green).toMatchObject({ verdictAfter: 'go', remaining: [], optimal: true });
    expect(green.edits).toHaveLength(edits);
  });

  it('does not take a later RUN rm for an answer to secrets and malware', () => {
    const inspection = anInspection({
      files: { entries: [aFile('/srv/key')] },
      secretSearch: aSearch([aHit('/srv/key', 'PRIV_KEY')], { allLayers: true }),
      malware: [aScan({ findings: [{ path: '/srv/key', signature: 'Eicar', visible: true }] })],
    });
    const rules = [
      aRule('files.name_match', { regex: '/srv/key' }),
      aRule('secret_scans.content_regex_checks', { all_layers: 'true' }),
      aRule('malware.scans'),
    ];
    const green = greenOf(rules, someFacts({ inspection }));
    expect(green.remaining.map(({ gate }) => gate)).toEqual(['malware', 'secret_scans']);
    expect(green).toMatchObject({ verdictAfter: 'stop', acceptances: [], verdictAccepted: null });
  });

  it('sees that a package database would miss a file', () => {
    const files = [{ path: '/usr/bin/su', mode: 0o104755 }];
    const metadata = { kind: 'deb', architecture: 'amd64', source: 'x', sourceVersion: '1', files } as never;
    const facts = someFacts({
      bill: aBill([aPackage('deb', 'login', { metadata })]),
      inspection: anInspection({ files: { entries: [suid] }, verification: aVerification() }),
    });
    const green = greenOf([aRule('files.name_match', { regex: '/usr/bin/su' }), aRule('packages.verify')], facts);
    expect(green.remaining.map(({ trigger }) => trigger)).toEqual(['verify']);
  });

  it('quotes what strangers call their files', () => {
    const green = greenOf([aRule('files.suid_or_guid_set')], withFiles({ ...suid, path: "/a b';curl x|sh" }));
    expect(saysOf(green)[0]).toContain("chmod u-s,g-s '/a b'\\'';curl x|sh'");
  });
});

const image = (text: string, user = '', more: Partial<PolicyFacts> = {}) =>
  someFacts({
    bill: aBill([], { source: anImage({ config: aConfig({ user, env: ['A=1', 'TOKEN=x'] }) }) }),
    dockerfile: { mode: 'actual', text },
    ...more,
  });
const debian = { digest: `sha256:${'d'.repeat(64)}`, tags: ['docker.io/library/debian:12'], layers: 1 };
const line = (instruction: string, value: string, check = 'like') =>
  aRule('dockerfile.instruction', { instruction, check, ...(value ? { value } : {}) });

describe('policy/greening: lines of a Dockerfile', () => {
  it.each([
    [
      line('ADD', '', 'exists'),
      image('FROM a\nADD --chown=1 a.txt /b/'),
      'write COPY for ADD in line 2 of the Dockerfile: ADD --chown=1 a.txt /b/',
    ],
    [
      line('ADD', '', 'exists'),
      image('FROM a\nADD https://x/y /b'),
      'change or remove line 2 of the Dockerfile: ADD https://x/y /b',
    ],
    [
      line('ADD', '', 'exists'),
      image('FROM a\nADD a.tar.gz /b'),
      'change or remove line 2 of the Dockerfile: ADD a.tar.gz /b',
    ],
    [
      line('FROM', '.*@sha256:[0-9a-f]{64}', 'not_like'),
      image('FROM --platform=linux/amd64 debian:12 AS b', '', { ancestry: { ancestors: [debian], base: debian } }),
      `pin the base with its digest, debian:12@${debian.digest}, in line 1 of the Dockerfile: FROM --platform=linux/amd64 debian:12 AS b`,
    ],
    [
      line('ENV', '.*TOKEN'),
      image('FROM a\nENV A=1 TOKEN="x y"'),
      'take TOKEN out of line 2 of the Dockerfile: ENV A=… TOKEN=…',
    ],
    [line('ENV', 'TOKEN'), image('FROM a\nENV TOKEN x'), 'remove line 2 of the Dockerfile: ENV TOKEN …'],
    [
      line('EXPOSE', '.*\\b22\\b'),
      image('FROM a\nEXPOSE 22/tcp 80'),
      'take 22/tcp out of line 2 of the Dockerfile: EXPOSE 22/tcp 80',
    ],
    [
      line('USER', 'root,0', 'in'),
      image('FROM a\nUSER root', 'root'),
      'write USER 65532:65532 for line 2 of the Dockerfile: USER root',
    ],
    [line('USER', '', 'not_exists'), image('FROM a'), 'add a USER instruction to the Dockerfile: USER 65532:65532'],
    [
      line('MAINTAINER', '', 'exists'),
      image('FROM a\nMAINTAINER me "x"'),
      'write a LABEL for line 2 of the Dockerfile: MAINTAINER me "x"',
    ],
    [
      line('HEALTHCHECK', 'NONE'),
      image('FROM a\nHEALTHCHECK NONE'),
      'name a command that tests the program in line 2 of the Dockerfile: HEALTHCHECK NONE',
    ],
    [
      line('RUN', 'apt-get update$'),
      image('FROM a\nRUN apt-get update'),
      'change or remove line 2 of the Dockerfile: RUN apt-get update',
    ],
    [
      aRule('metadata.label', { name: 'team', check: 'not_exists' }),
      image('FROM a'),
      'set or change the label with LABEL team="…"',
    ],
    [
      aRule('metadata.label', { name: 'team', check: '!=', value: 'x' }),
      image('FROM a'),
      'set or change the label with LABEL team="x"',
    ],
    [
      aRule('metadata.label', { name: 'team', check: 'not_in', value: 'x,y' }),
      image('FROM a'),
      'set or change the label with LABEL team="x"',
    ],
    [aRule('metadata.effective_uid'), image('FROM a'), 'end the Dockerfile with USER 65532:65532'],
  ])('proves the edit for %j', (rule, facts, says) => {
    const green = greenOf([rule], facts);
    expect(saysOf(green)).toEqual([says]);
    expect(green).toMatchObject({ verdictAfter: 'go', optimal: true, edits: [{ proven: true }] });
  });

  it.each([
    [line('FROM', '.*:latest'), image('FROM a:latest')],
    [
      line('FROM', '.*@sha256:[0-9a-f]{64}', 'not_like'),
      image('FROM ubuntu:24.04', '', { ancestry: { ancestors: [debian], base: debian } }),
    ],
    [line('ADD', '.* /etc/'), { ...image('FROM a\nADD x /etc/'), dockerfile: withText('FROM a').dockerfile }],
    [aRule('metadata.label', { name: 'team', check: 'not_like', value: '[a-z]{3}$' }), image('FROM a')],
  ])('claims nothing for %j', (rule, facts) => {
    const green = greenOf([rule], facts);
    expect(green.edits.filter(({ proven }) => proven)).toEqual([]);
  });

  it('one USER does for every rule about users', () => {
    const rules = [
      aRule('dockerfile.effective_user', { users: 'root', type: 'denylist' }),
      aRule('metadata.effective_uid'),
      line('USER', '', 'not_exists'),
    ];
    const inspection = anInspection({ retrievedFiles: { wanted: ['/etc/passwd'], files: [], skipped: [] } });
    const green = greenOf(rules, image('FROM a', '', { inspection }));
    expect(saysOf(green)).toEqual(['add a USER instruction to the Dockerfile: USER 65532:65532']);
    expect(green).toMatchObject({ verdictAfter: 'go', optimal: true });
  });

  it('many lines cost no more than a few', () => {
    const text = Array.from({ length: 10_000 }, (_, at) => `ADD a${at} /b`).join('\n');
    const started = process.cpuUsage();
    const green = greenOf([line('ADD', '', 'exists')], image(`FROM a\n${text}`));
    const { user, system } = process.cpuUsage(started);
    expect(green.verdictAfter).toBe('go');
    expect((user + system) / 1_000).toBeLessThan(6_000);
  }, 20_000);
});
