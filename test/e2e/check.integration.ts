import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { feeds, loadedCache } from './support/advisories.ts';
import { type Folder, temporaryFolder } from './support/folders.ts';
import { answer, gantry } from './support/gantry.ts';
import { imagePath, present } from './support/material.ts';
import { policyOf, stopRule } from './support/policies.ts';
import { parseCsv, xmlProblems } from './support/readers.ts';
import { sarifProblems } from './support/schemas.ts';

const there = present('verdicts', [imagePath('debian-services'), feeds]);
const place = temporaryFolder('check');
const target = `oci-dir:${imagePath('debian-services')}`;
const rootRule = stopRule('no-root', 'dockerfile.effective_user', { users: 'root', type: 'denylist' });
const portRule = stopRule('no-ssh', 'dockerfile.exposed_ports', { ports: '22', type: 'denylist' });
const matchRule = stopRule('no-vulnerability', 'vulnerabilities.package', { package_type: 'all' });
const inputs = ['advisories', 'clock', 'context', 'exceptions', 'inspection', 'policy', 'sbom'];
let cache: Folder & { readonly env: Record<string, string> };

function policy(name: string, rules: readonly object[]): string {
  const path = join(place.path, `${name}.json`);
  writeFileSync(path, policyOf(rules));
  return path;
}

interface CheckDocument {
  readonly schema: string;
  readonly target: Readonly<Record<string, unknown>>;
  readonly digests: Readonly<Record<string, string>>;
  readonly coverage: Readonly<Record<string, unknown>>;
  readonly counts: Readonly<Record<string, number>>;
  readonly verdict: Readonly<Record<string, unknown>>;
  readonly findings: readonly Readonly<Record<string, unknown>>[];
}

describe.skipIf(!there)('e2e: gantry check', () => {
  beforeAll(async () => {
    cache = await loadedCache(['Debian']);
  });
  afterAll(() => {
    cache?.remove();
    place.remove();
  });

  const check = async (file: string, output: string) => {
    const outcome = await gantry(['check', target, '--policy', file, '-o', output, '-q'], { env: cache.env });
    return { ...outcome, document: () => JSON.parse(outcome.stdout) as CheckDocument };
  };

  it('says stop and names both rules when root and port 22 are denied', async () => {
    const { status, document } = await check(policy('strict', [rootRule, portRule]), 'json');
    expect(status).toBe(1);
    expect(document().verdict).toMatchObject({ action: 'stop', status: 'fail', reason: 'policy_evaluation' });
    const said = document().findings.map(({ rule, gate, trigger, action }) => [rule, gate, trigger, action]);
    expect(said.sort()).toEqual([
      ['no-root', 'dockerfile', 'effective_user', 'stop'],
      ['no-ssh', 'dockerfile', 'exposed_ports', 'stop'],
    ]);
    const { status: again, stdout } = await check(join(place.path, 'strict.json'), 'table');
    expect(again).toBe(1);
    for (const words of ['no-root', 'no-ssh', 'STOP']) expect(stdout).toContain(words);
  });

  it('says go under a policy without rules', async () => {
    const { status, document } = await check(policy('empty', []), 'json');
    expect(status).toBe(0);
    expect(document().verdict).toMatchObject({ action: 'go', status: 'pass' });
    expect(document().findings).toEqual([]);
  });

  it('the document has everything that its reference page promises', async () => {
    const { document } = await check(policy('matches', [rootRule, portRule, matchRule]), 'json');
    const { schema, target: seen, digests, coverage, counts, findings } = document();
    expect(schema).toBe('gantry-check-1');
    expect(seen).toMatchObject({ kind: 'image', target, platform: { os: 'linux', architecture: 'amd64' } });
    expect(Object.keys(digests).sort()).toEqual(inputs);
    for (const name of ['advisories', 'exceptions', 'policy', 'sbom'])
      expect(digests[name]).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(coverage).toMatchObject({
      evaluated: expect.any(Number),
      notEvaluated: expect.any(Array),
      unread: expect.any(Array),
    });
    expect(counts['findings']).toBe(findings.length);
    expect(counts['stop']).toBe(findings.length);
    const ofPackages = findings.filter(({ rule }) => rule === 'no-vulnerability');
    expect(ofPackages.length).toBeGreaterThan(100);
    for (const finding of ofPackages) {
      expect(finding).toMatchObject({
        trigger_id: expect.stringMatching(/.+\+.+/),
        message: expect.stringMatching(/.+/),
        recommendation: 'see no-vulnerability',
        vulnerability: expect.stringMatching(/^[A-Z]+-/),
        package: { name: expect.any(String), version: expect.any(String), type: 'deb', path: '/var/lib/dpkg/status' },
        layer: expect.stringMatching(/^sha256:/),
      });
    }
    expect(new Set(findings.map(({ rule, trigger_id: id }) => `${rule} ${id}`)).size).toBe(findings.length);
  });

  it('two runs differ in the clock alone, and so do a cold and a warm one', async () => {
    const file = policy('twice', [rootRule, matchRule]);
    const cold = await gantry(['check', target, '-p', file, '-o', 'json', '--no-cache'], { env: cache.env });
    const runs = [cold.stdout, (await check(file, 'json')).stdout, (await check(file, 'json')).stdout];
    const clocks = runs.map((text) => /"clock": "([^"]+)"/.exec(text)?.[1] ?? '');
    expect(new Set(clocks).size).toBe(3);
    const stopped = runs.map((text, at) => text.replaceAll(clocks[at] ?? '', 'CLOCK'));
    expect(stopped[1]).toBe(stopped[0]);
    expect(stopped[2]).toBe(stopped[0]);
  });

  it('sarif is valid by the official schema; junit is well-formed; csv has a row for each finding', async () => {
    const file = policy('formats', [rootRule, portRule, matchRule]);
    const { findings } = (await check(file, 'json')).document();
    const sarif = JSON.parse((await check(file, 'sarif')).stdout);
    expect(sarifProblems(sarif)).toEqual([]);
    expect(sarif.runs[0].results).toHaveLength(findings.length);
    const junit = (await check(file, 'junit')).stdout;
    expect(xmlProblems(junit)).toEqual([]);
    expect(junit.match(/<failure /g)).toHaveLength(findings.length);
    const rows = parseCsv((await check(file, 'csv')).stdout);
    expect(rows).toHaveLength(findings.length + 1);
    expect(new Set(rows.map((row) => row.length)).size).toBe(1);
  });

  it('vulns: sarif and csv say the same matches as json; --fail-on decides the exit status', async () => {
    const vulns = (...words: string[]) => gantry(['vulns', target, '-q', ...words], { env: cache.env });
    const { matches } = JSON.parse((await vulns('-o', 'json')).stdout) as { matches: { severity: string }[] };
    const sarif = JSON.parse((await vulns('-o', 'sarif')).stdout);
    expect(sarifProblems(sarif)).toEqual([]);
    expect(sarif.runs[0].results).toHaveLength(matches.length);
    expect(parseCsv((await vulns('-o', 'csv')).stdout)).toHaveLength(matches.length + 1);
    const known = ['negligible', 'low', 'medium', 'high', 'critical'];
    for (const limit of known) {
      const reached = matches.some(({ severity }) => known.indexOf(severity) >= known.indexOf(limit));
      expect((await vulns('--fail-on', limit)).status, limit).toBe(reached ? 1 : 0);
    }
  });

  it('policies and formats may come from variables', async () => {
    const env = { ...cache.env, GANTRY_POLICY: policy('env', [portRule]), GANTRY_OUTPUT: 'json' };
    const { status, stdout } = await gantry(['check', target], { env });
    expect(status).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ verdict: { action: 'stop' } });
  });

  it('the Dockerfile that is handed in beats the history of the image', async () => {
    const dockerfile = join(place.path, 'Dockerfile');
    writeFileSync(dockerfile, 'FROM debian:12\nUSER app\n');
    const file = policy('file', [rootRule]);
    const text = await answer(['check', target, '-p', file, '-d', dockerfile, '-o', 'json'], { env: cache.env });
    expect(JSON.parse(text)).toMatchObject({ verdict: { action: 'go' } });
  });
});
