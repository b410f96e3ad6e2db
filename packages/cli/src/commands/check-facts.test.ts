import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Ended, runWords } from '../testing/run-words.ts';

const place = mkdtempSync(join(tmpdir(), 'gantry-facts-'));
afterAll(() => rmSync(place, { recursive: true, force: true }));
const starter = fileURLToPath(new URL('../../../vulns/starter', import.meta.url));

const call = (...words: readonly string[]): Promise<Ended> =>
  runWords(words, { env: { GANTRY_CACHE_DIR: join(place, 'cache') } });

function file(name: string, content: unknown): string {
  const path = join(place, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

const npm = (name: string, version: string) => ({ type: 'library', name, version, purl: `pkg:npm/${name}@${version}` });
const bill = (name: string, ...components: readonly unknown[]) =>
  `sbom:${file(name, { bomFormat: 'CycloneDX', specVersion: '1.6', version: 1, components })}`;

function policy(...triggers: readonly (readonly [string, string, Readonly<Record<string, string>>])[]): string {
  const rules = triggers.map(([gate, trigger, params]) => ({
    ...{ id: `${gate}.${trigger}`, gate, trigger, action: 'STOP', control_ids: ['OURS:1'] },
    params: Object.entries(params).map(([name, value]) => ({ name, value })),
  }));
  const mapping = { id: 's', name: 's', rule_set_ids: ['r'], allowlist_ids: [] };
  return file('policy.json', {
    ...{ id: 'p', name: 'facts', version: '2', mappings: [], sbom_mappings: [mapping] },
    rule_sets: [{ id: 'r', name: 'r', version: '2', rules }],
  });
}

interface Checked {
  readonly findings: readonly {
    readonly rule: string;
    readonly message: string;
    readonly controls: readonly string[];
  }[];
  readonly rules: readonly { readonly rule: string; readonly outcome: string; readonly because: readonly string[] }[];
  readonly verdict: { readonly problems: readonly { readonly details: string }[] };
  readonly digests: Readonly<Record<string, string>>;
}

async function checked(target: string, ...words: readonly string[]): Promise<Checked> {
  return JSON.parse((await call('check', target, '-o', 'json', ...words)).terminal.stdout) as Checked;
}

describe('check: facts that options hand in', { timeout: 60_000 }, () => {
  const now = bill('now.json', npm('left-pad', '1.0.0'), npm('new-one', '2.0.0'));
  beforeAll(async () => {
    expect((await call('db', 'update', '--from', starter)).status).toBe(0);
  }, 60_000);

  it('annotations are seen by rules; without one the rule is not evaluated, and says what to do', async () => {
    const rules = policy(['metadata', 'annotation', { name: 'exposure', check: '=', value: 'public' }]);
    const told = await checked(now, '-p', rules, '--annotation', 'exposure=public', '--annotation', 'team=a=b');
    expect(told.findings).toMatchObject([{ rule: 'metadata.annotation', controls: ['OURS:1'] }]);
    expect(told.rules).toMatchObject([{ rule: 'metadata.annotation', outcome: 'evaluated', findings: 1 }]);
    const untold = await checked(now, '-p', rules);
    expect(untold.rules).toMatchObject([{ outcome: 'not-evaluated' }]);
    expect(untold.verdict.problems[0]?.details).toContain('--annotation');
    expect(untold.digests['context']).not.toBe(told.digests['context']);
    expect((await call('check', now, '-p', rules, '--annotation', 'exposure')).code).toBe('CLI_BAD_PAIR');
  });

  it.each([
    ['image_source_drift', 'package_removed'],
    ['stig', 'no_stig_evaluations_available'],
    ['tag_drift', 'packages_added'],
  ])('%s.%s is about images, not about documents', async (gate, trigger) => {
    const { rules } = await checked(now, '-p', policy([gate, trigger, {}]));
    expect(rules).toMatchObject([{ outcome: 'not-applicable' }]);
  });

  it('refuses results of no STIG scanner before the target is read', async () => {
    const rules = policy(['metadata', 'annotation', { name: 'x', check: 'exists' }]);
    const ended = await call('check', 'sbom:gone.json', '-p', rules, '--stig', file('stig.json', '{}'));
    expect(ended.code).toBe('POLICY_NOT_STIG_RESULTS');
  });

  it('a document holds no files to inspect', async () => {
    const { terminal, status } = await call('inspect', now);
    expect([status, terminal.stdout]).toEqual([0, expect.stringContaining('nothing to inspect')]);
    const json = JSON.parse((await call('inspect', now, '-o', 'json')).terminal.stdout) as unknown;
    expect(json).toMatchObject({ schema: 'gantry-inspection-1', inspection: null });
  });
});
