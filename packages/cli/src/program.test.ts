import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { helpGroups } from './commands/groups.ts';
import type { FakeSurroundings } from './testing/fake-terminal.ts';
import { type Ended, runWords } from './testing/run-words.ts';

const place = mkdtempSync(join(tmpdir(), 'gantry-cli-'));
const empty = join(place, 'empty');
afterAll(() => rmSync(place, { recursive: true, force: true }));

function call(words: readonly string[], surroundings: FakeSurroundings = {}): Promise<Ended> {
  return runWords(words, { ...surroundings, env: { GANTRY_CACHE_DIR: empty, ...surroundings.env } });
}

function file(name: string, text: string): string {
  const path = join(place, name);
  writeFileSync(path, text);
  return path;
}

const policyText = JSON.stringify({
  id: 'p',
  name: 'own',
  version: '2',
  rule_sets: [{ id: 'r', name: 'r', version: '2', rules: [] }],
  mappings: [
    {
      id: 'm',
      name: 'all',
      registry: '*',
      repository: '*',
      image: { type: 'tag', value: '*' },
      rule_set_ids: ['r'],
      allowlist_ids: [],
    },
  ],
});

describe('program', () => {
  it.each([
    ['no words', [], /Usage: gantry/],
    ['an unknown command', ['scan'], /unknown command 'scan'/],
    ['an unknown flag', ['check', 'dir:.', '--polcy', 'x'], /unknown option '--polcy'[\s\S]*--policy/],
    ['a flag without its value', ['check', 'dir:.', '--policy'], /'-p, --policy <file\|name>' argument missing/],
    ['a value that no choice has', ['check', 'dir:.', '-o', 'yaml'], /--output[\s\S]*yaml[\s\S]*table, json, sarif/],
    ['a severity that does not exist', ['vulns', 'x', '--fail-on', 'hgih'], /--fail-on[\s\S]*hgih[\s\S]*critical/],
    ['no target', ['check'], /missing required argument 'target'/],
    ['two targets', ['check', 'a', 'b'], /too many arguments/],
    ['workers that are no number', ['sbom', 'dir:.', '--workers', 'many'], /--workers[\s\S]*many[\s\S]*from 1 to 64/],
    ['no workers at all', ['sbom', 'dir:.', '--workers', '0'], /--workers[\s\S]*from 1 to 64/],
  ])('%s: exit status 2, and what is wrong stands on standard error', async (_what, words, said) => {
    const { status, terminal } = await call(words);
    expect(status).toBe(2);
    expect(terminal.stderr).toMatch(said);
    expect(terminal.stdout).toBe('');
  });

  it('help shows every command in a group', async () => {
    const { terminal } = await call(['--help']);
    const titles = helpGroups.map(({ title }) => terminal.stdout.indexOf(title));
    expect(titles).toEqual([...titles].sort((a, b) => a - b));
    expect(titles[0]).toBeGreaterThan(0);
    expect(terminal.stdout).not.toContain('More:');
    expect((await call(['policy', '--help'])).terminal.stdout).not.toContain('More:');
  });

  it.each([['--help'], ['check', '--help'], ['db', 'update', '--help'], ['--version']])(
    '%s %s: exit status 0 on standard output',
    async (...words) => {
      const { status, terminal } = await call(words);
      expect(status).toBe(0);
      expect(terminal.stdout).not.toBe('');
    },
  );

  it.each([
    ['check', ['check', 'dir:.']],
    ['vulns', ['vulns', 'dir:.']],
    ['db status', ['db', 'status']],
    ['db check', ['db', 'check']],
    ['db search', ['db', 'search', 'lodash']],
  ])(
    '%s without a database: exit status 3 and how to get one',
    async (_what, words) => {
      const { status, code, advice } = await call(words);
      expect([status, code]).toEqual([3, 'VULNS_DB_MISSING']);
      expect(advice).toContain('gantry db update');
    },
    60_000,
  );

  it('a target that is not there ends with 3', async () => {
    const { status, code } = await call(['sbom', `dir:${join(place, 'nowhere')}`]);
    expect([status, code]).toEqual([3, 'SBOM_PATH_MISSING']);
  });

  it('a policy that is neither file nor pack ends with 2 and names the packs', async () => {
    const { status, code, message, advice } = await call(['check', 'dir:.', '--policy', 'sekure']);
    expect([status, code]).toEqual([2, 'CLI_POLICY_UNKNOWN']);
    expect(message).toContain('sekure');
    expect(advice).toContain('secure');
  });

  it('version prints name, version and runtime', async () => {
    const { terminal } = await call(['version', '-o', 'json']);
    expect(JSON.parse(terminal.stdout)).toMatchObject({ name: 'gantry', node: process.versions.node });
  });

  it('a completion script for a shell that nobody wrote names those that are there', async () => {
    const { status, code, advice } = await call(['completion', 'tcsh']);
    expect([status, code]).toEqual([2, 'CLI_BAD_OPTION']);
    expect(advice).toContain('bash, fish, zsh');
  });
});

describe('program: variables in place of flags', () => {
  it('GANTRY_OUTPUT picks the format, and a flag beats it', async () => {
    const env = { GANTRY_OUTPUT: 'json' };
    expect((await call(['version'], { env })).terminal.stdout).toMatch(/^\{/);
    expect((await call(['version', '-o', 'table'], { env })).terminal.stdout).toMatch(/^gantry /);
  });

  it('a format of another command is passed over', async () => {
    const { status, terminal } = await call(['version'], { env: { GANTRY_OUTPUT: 'sarif' } });
    expect(status).toBe(0);
    expect(terminal.stdout).toMatch(/^gantry /);
  });

  it.each([
    ['GANTRY_OUTPUT', 'yaml', ['version'], /json/],
    ['GANTRY_FAIL_ON', 'hgih', ['vulns', 'dir:.'], /critical/],
    ['GANTRY_WORKERS', 'many', ['sbom', 'dir:.'], /from 1 to 64/],
    ['GANTRY_INSECURE_REGISTRY', 'perhaps', ['sbom', 'dir:.'], /true/],
    ['GANTRY_QUIET', '2', ['version'], /yes/],
  ])('%s=%s is refused with what it takes', async (name, value, words, advice) => {
    const ended = await call(words, { env: { [name]: value } });
    expect([ended.status, ended.code]).toEqual([2, 'CLI_BAD_OPTION']);
    expect(ended.message).toContain(name);
    expect(ended.message).toContain(value);
    expect(ended.advice).toMatch(advice);
  });

  it('an empty variable is no variable', async () => {
    expect((await call(['version'], { env: { GANTRY_OUTPUT: '' } })).status).toBe(0);
  });

  it('GANTRY_POLICY names the policy', async () => {
    const { code, message } = await call(['check', 'dir:.'], { env: { GANTRY_POLICY: 'nowhere.yaml' } });
    expect(code).toBe('CLI_POLICY_UNKNOWN');
    expect(message).toContain('nowhere.yaml');
  });
});

describe('program: policies', () => {
  it.each([
    ['JSON', 'p.json', policyText],
    ['JSON with a byte order mark', 'bom.json', `\ufeff${policyText}`],
    ['YAML', 'p.yaml', `# ours\nid: p\nname: own\nversion: "2"\nrule_sets: []\nmappings: []\n`],
  ])('%s is read', async (_what, name, text) => {
    const { status, terminal } = await call(['policy', 'validate', file(name, text), '-o', 'json']);
    expect(JSON.parse(terminal.stdout)).toMatchObject({ usable: true });
    expect(status).toBe(0);
  });

  it.each([
    ['neither', 'x.txt', '{"a": '],
    ['bad YAML', 'x.yaml', 'a: [1\nb: }'],
    ['aliases for ten thousand million nodes', 'bomb.yaml', bomb()],
    ['nested without end', 'deep.yaml', '['.repeat(200_000)],
    ['items in items without end', 'items.yaml', `${'- '.repeat(100_000)}x`],
    ['keys in keys without end', 'keys.yaml', `${'? '.repeat(100_000)}x`],
    ['folded in ever deeper', 'indent.yaml', Array.from({ length: 2000 }, (_, at) => `${' '.repeat(at)}a:\n`).join('')],
    ['nested without end in JSON', 'deep.json', '{"a":'.repeat(200_000)],
  ])('%s is refused: exit status 3', async (_what, name, text) => {
    const { status, code } = await call(['policy', 'validate', file(name, text)]);
    expect([status, code]).toEqual([3, 'CLI_POLICY_UNREADABLE']);
  });

  it('every problem of a policy is listed, and check refuses to use it', async () => {
    const rule = { id: 'a', gate: 'nogate', trigger: 'x', action: 'STOP', params: [] };
    const text = policyText.replace(
      '"rules":[]',
      `"rules":[${JSON.stringify(rule)},${JSON.stringify({ ...rule, id: 'b' })}]`,
    );
    const path = file('wrong.json', text);
    const validated = await call(['policy', 'validate', path, '-o', 'json']);
    expect(validated.status).toBe(3);
    const { usable, problems } = JSON.parse(validated.terminal.stdout) as { usable: boolean; problems: unknown[] };
    expect(usable).toBe(false);
    expect(problems.length).toBeGreaterThanOrEqual(2);
    expect((await call(['check', 'dir:.', '-p', path])).code).toBe('CLI_POLICY_INVALID');
  });

  it('what `policy show` prints is a policy again', async () => {
    const { terminal } = await call(['policy', 'show', 'secure']);
    const again = await call(['policy', 'show', file('shown.json', terminal.stdout)]);
    expect(JSON.parse(again.terminal.stdout)).toEqual(JSON.parse(terminal.stdout));
    const { status } = await call(['policy', 'validate', join(place, 'shown.json')]);
    expect(status).toBe(0);
  });

  it('the packs are listed', async () => {
    const { terminal } = await call(['policy', 'list', '-o', 'json']);
    expect(JSON.parse(terminal.stdout)).toEqual(expect.arrayContaining([expect.objectContaining({ name: 'secure' })]));
  });

  it('a result goes to --file whole, and a folder that cannot be made is an error', async () => {
    const bill = file(
      'empty.cdx.json',
      JSON.stringify({ bomFormat: 'CycloneDX', specVersion: '1.6', version: 1, components: [] }),
    );
    const path = join(place, 'deep', 'bill.json');
    expect((await call(['sbom', `sbom:${bill}`, '-o', 'json', '--file', path])).status).toBe(0);
    expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({ artifacts: [] });
    const { status, code } = await call(['sbom', `sbom:${bill}`, '--file', join(bill, 'x')]);
    expect([status, code]).toEqual([3, 'CLI_OUTPUT_FAILED']);
  });
});

function bomb(): string {
  const levels = Array.from(
    { length: 10 },
    (_, at) => `l${at + 1}: &l${at + 1} [${Array(10).fill(`*l${at}`).join(', ')}]`,
  );
  return `l0: &l0 [x]\n${levels.join('\n')}\n`;
}
