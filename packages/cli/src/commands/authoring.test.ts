import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Ended, runWords } from '../testing/run-words.ts';

const place = mkdtempSync(join(tmpdir(), 'gantry-authoring-'));
afterAll(() => rmSync(place, { recursive: true, force: true }));

function call(...words: readonly string[]): Promise<Ended> {
  return runWords(words, { env: { GANTRY_CACHE_DIR: join(place, 'cache') } });
}

function file(name: string, text: string): string {
  const path = join(place, name);
  writeFileSync(path, text);
  return path;
}

const starter = fileURLToPath(new URL('../../../vulns/starter', import.meta.url));
const started = join(place, 'started.yaml');
beforeAll(async () => {
  expect((await call('policy', 'init', started)).status).toBe(0);
}, 60_000);

describe('policy init and test', { timeout: 60_000 }, () => {
  it('writes a policy whose tests pass, and that has no errors', async () => {
    const tested = await call('policy', 'test', started);
    expect(tested.terminal.stdout).toContain('3 passed, 0 failed; 2 of 2 rules were seen firing and silent');
    expect(tested.status).toBe(0);
    const linted = await call('policy', 'lint', started);
    expect([linted.status, linted.terminal.stdout]).toEqual([0, `${started}: nothing to say\n`]);
    const text = readFileSync(started, 'utf8');
    await call('policy', 'fmt', started);
    expect(readFileSync(started, 'utf8')).toBe(text);
  });

  it('writes over nothing, and makes a pack a file of your own', async () => {
    expect((await call('policy', 'init', started)).code).toBe('CLI_FILE_EXISTS');
    const own = join(place, 'own.yaml');
    expect((await call('policy', 'init', '--pack', 'secure', own)).status).toBe(0);
    expect((await call('policy', 'validate', own)).status).toBe(0);
    expect((await call('policy', 'init', '--pack', 'nope', join(place, 'x.yaml'))).code).toBe('CLI_POLICY_UNKNOWN');
  });

  it('a failing test is exit status 1, in every format', async () => {
    const text = readFileSync(started, 'utf8').replace('value: critical', 'value: negligible');
    const broken = file('broken.yaml', text);
    expect((await call('policy', 'test', broken)).code).toBe('CLI_NO_TESTS');
    const tests = readFileSync(join(place, 'started.tests', 'basics.yaml'), 'utf8');
    const inside = file('inside.yaml', `${text}\n${tests}`);
    const { status, terminal } = await call('policy', 'test', inside);
    expect(status).toBe(1);
    expect(terminal.stdout).toContain('FAIL  a critical weakness with a fix stops');
    expect((await call('policy', 'test', inside, '-o', 'junit')).terminal.stdout).toContain('failures="1"');
    const json = JSON.parse((await call('policy', 'test', inside, '-o', 'json')).terminal.stdout) as unknown;
    expect(json).toMatchObject({ passed: false, results: [{ passed: false }, { passed: true }, { passed: true }] });
  });

  it('a test may name an SBOM document', async () => {
    const component = { type: 'library', name: 'left-pad', version: '1.0.0', purl: 'pkg:npm/left-pad@1.0.0' };
    file(
      'bill.json',
      JSON.stringify({ bomFormat: 'CycloneDX', specVersion: '1.6', version: 1, components: [component] }),
    );
    const test = (sbom: string) =>
      `${readFileSync(started, 'utf8')}\ntests:\n  - name: t\n    sbom: ${sbom}\n    matches: [{package: left-pad, vulnerability: CVE-1, severity: critical, fixed_in: [2.0.0]}]\n    expect: {findings: [{rule: critical-with-fix}]}\n`;
    expect((await call('policy', 'test', file('with-bill.yaml', test('bill.json')))).status).toBe(0);
    const { status, terminal } = await call('policy', 'test', file('without.yaml', test('gone.json')));
    expect([status, terminal.stdout]).toEqual([1, expect.stringContaining('gone.json')]);
    for (const path of ['/etc/passwd', '../../../../../../etc/passwd']) {
      const outside = await call('policy', 'test', file('outside.yaml', test(path)));
      expect([outside.status, outside.terminal.stdout]).toEqual([1, expect.stringContaining('does not lie below')]);
      expect(outside.terminal.stdout).not.toContain('root:');
    }
  });
});

describe('policy fmt', () => {
  const untidy =
    '# top\nname: n # the name\nid: i\nversion: "2"\nmappings: []\nrule_sets:\n  # ours\n  - rules: []\n    id: r\n    name: r\n    version: "2"\n';

  it('puts keys in order and keeps comments', async () => {
    const path = file('untidy.yaml', untidy);
    const checked = await call('policy', 'fmt', '--check', path);
    expect([checked.status, checked.terminal.stdout]).toEqual([1, `${path}\n`]);
    expect(readFileSync(path, 'utf8')).toBe(untidy);
    expect((await call('policy', 'fmt', path)).status).toBe(0);
    const text = readFileSync(path, 'utf8');
    expect(text.indexOf('id: i')).toBeLessThan(text.indexOf('name: n # the name'));
    for (const comment of ['# top', '# the name', '# ours']) expect(text).toContain(comment);
    expect((await call('policy', 'fmt', '--check', path)).status).toBe(0);
  });

  it('JSON stays JSON; what is neither is refused and left alone', async () => {
    const json = file('untidy.json', '{"name":"n","id":"i","version":"2","rule_sets":[],"mappings":[]}');
    expect((await call('policy', 'fmt', json)).status).toBe(0);
    expect(readFileSync(json, 'utf8')).toMatch(/^\{\n {2}"id": "i",\n {2}"name"/);
    const broken = file('broken-format.yaml', 'a: [1\nb: }');
    expect((await call('policy', 'fmt', broken)).code).toBe('CLI_POLICY_UNREADABLE');
    expect(readFileSync(broken, 'utf8')).toBe('a: [1\nb: }');
  });
});

describe('policy lint, schema and spec', () => {
  it('errors are exit status 1', async () => {
    const wrong = readFileSync(started, 'utf8').replace('gate: dockerfile', 'gate: nope');
    const { status, terminal } = await call('policy', 'lint', file('wrong.yaml', wrong), '-o', 'json');
    expect(status).toBe(1);
    expect(JSON.parse(terminal.stdout)).toMatchObject({ notes: [{ severity: 'error', code: 'unknown-gate' }] });
  });

  it('the schema is one, and the specification lists parameters', async () => {
    const path = join(place, 'policy.schema.json');
    expect((await call('policy', 'schema', '--file', path)).status).toBe(0);
    expect(existsSync(path)).toBe(true);
    expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({ title: 'Gantry policy' });
    const { terminal } = await call('policy', 'spec', 'dockerfile');
    expect(terminal.stdout).toContain('dockerfile.effective_user');
    expect(terminal.stdout).toContain('users*');
    expect((await call('policy', 'spec', 'nope')).code).toBe('CLI_BAD_OPTION');
    const all = JSON.parse((await call('policy', 'spec', '-o', 'json')).terminal.stdout) as unknown[];
    expect(all.length).toBeGreaterThan(4);
  });
});

describe('check --explain, check --baseline and verdict diff', { timeout: 60_000 }, () => {
  const library = (name: string, version: string) => ({
    type: 'library',
    name,
    version,
    purl: `pkg:maven/org.apache.logging.log4j/${name}@${version}`,
    group: 'org.apache.logging.log4j',
  });
  const bill = (name: string, ...components: readonly unknown[]) =>
    `sbom:${file(name, JSON.stringify({ bomFormat: 'CycloneDX', specVersion: '1.6', version: 1, components }))}`;
  const old = bill('old.json', library('log4j-core', '2.14.1'));
  const rules = [
    {
      id: 'any',
      gate: 'vulnerabilities',
      trigger: 'package',
      action: 'STOP',
      params: [{ name: 'package_type', value: 'all' }],
    },
    { id: 'banned', gate: 'packages', trigger: 'denylist', action: 'STOP', params: [{ name: 'name', value: 'evil' }] },
  ];
  const policy = file(
    'delta.json',
    JSON.stringify({
      id: 'd',
      name: 'delta',
      version: '2',
      rule_sets: [{ id: 'r', name: 'r', version: '2', rules }],
      mappings: [],
      sbom_mappings: [{ id: 's', name: 's', rule_set_ids: ['r'], allowlist_ids: [] }],
    }),
  );
  beforeAll(async () => {
    expect((await call('db', 'update', '--from', starter)).status).toBe(0);
  }, 60_000);

  it('explains down to the evidence', async () => {
    const { status, terminal } = await call('check', old, '-p', policy, '--explain');
    expect(status).toBe(1);
    for (const words of [
      'Why STOP',
      'mapping s',
      'any: vulnerabilities.package',
      'with package_type=all',
      'package log4j-core 2.14.1',
      'advisories',
    ])
      expect(terminal.stdout).toContain(words);
    const json = await call('check', old, '-p', policy, '--explain', '-o', 'json');
    expect(JSON.parse(json.terminal.stdout)).toMatchObject({
      schema: 'gantry-check-1',
      explanation: {
        action: 'stop',
        ruleSets: [{ rules: [{ id: 'any', outcome: expect.any(String) }, { id: 'banned' }] }],
      },
    });
    expect((await call('check', old, '-p', policy, '--explain', '-o', 'csv')).code).toBe('CLI_BAD_OPTION');
  });

  it('stops only for what the target brings', async () => {
    const same = await call('check', old, '-p', policy, '--baseline', old);
    expect([same.status, same.terminal.stdout]).toEqual([0, expect.stringContaining('Verdict on the change: GO')]);
    const more = bill('more.json', library('log4j-core', '2.14.0'), library('evil', '1.0.0'));
    const changed = await call('check', more, '-p', policy, '--baseline', old, '-o', 'json');
    expect(changed.status).toBe(1);
    const { delta } = JSON.parse(changed.terminal.stdout) as {
      delta: { introduced: { package: { name: string } }[]; inherited: unknown[] };
    };
    expect(delta.introduced.map(({ package: one }) => one.name)).toEqual(['evil']);
    expect(delta.inherited.length).toBeGreaterThan(0);
  });

  it('a verdict document is a baseline while advisories and policy are the same, and verdicts are compared', async () => {
    const before = join(place, 'before.json');
    const after = join(place, 'after.json');
    await call('check', old, '-p', policy, '-o', 'json', '--file', before);
    expect((await call('check', old, '-p', policy, '--baseline', before)).status).toBe(0);
    const stale = readFileSync(before, 'utf8').replace(/"advisories": "[^"]*"/, '"advisories": "sha256:older"');
    const older = file('older.json', stale);
    expect((await call('check', old, '-p', policy, '--baseline', older)).code).toBe('POLICY_OTHER_ADVISORIES');
    expect((await call('check', old, '--baseline', before)).code).toBe('POLICY_OTHER_POLICY');
    expect((await call('check', old, '--baseline', `${before}.gone.json`)).code).toBe('IO_FILE_MISSING');
    const evil = bill('evil.json', library('log4j-core', '2.14.1'), library('evil', '1.0.0'));
    await call('check', evil, '-p', policy, '-o', 'json', '--file', after);
    const { status, terminal } = await call('verdict', 'diff', before, after, '-o', 'json');
    expect(status).toBe(0);
    expect(JSON.parse(terminal.stdout)).toMatchObject({
      inputs: ['sbom'],
      changes: [{ kind: 'added', cause: 'sbom', after: { ruleId: 'banned' } }],
    });
    expect((await call('verdict', 'diff', before, after)).terminal.stdout).toContain('inputs that differ: sbom');
    expect((await call('verdict', 'diff', before, policy)).code).toBe('POLICY_NOT_A_VERDICT');
  });
});
