import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { packs } from '@gantry/policy';
import { aBill, aConfig, anImage, aPackage } from '@gantry/policy/testing';
import { formats } from '@gantry/sbom';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Ended, runWords } from '../testing/run-words.ts';
import { useServerCalls } from '../testing/server-calls.ts';

const place = mkdtempSync(join(tmpdir(), 'gantry-compliance-'));
afterAll(() => rmSync(place, { recursive: true, force: true }));

const at = (name: string): string => join(place, name);
const source = anImage({ reference: 'registry.example.com/team/app:1', config: aConfig({ user: 'root' }) });

function call(words: readonly string[], color = false): Promise<Ended> {
  return runWords(words, { env: { GANTRY_CACHE_DIR: at('cache') }, color, columns: 140 });
}

beforeAll(async () => {
  await call(['db', 'update', '--from', fileURLToPath(new URL('../../../vulns/starter', import.meta.url))]);
  const encoder = await formats.find(({ name }) => name === 'syft-json')?.loadEncoder?.();
  const context = { now: '2026-11-21T12:00:00Z', uuid: 'u', toolVersion: '0' };
  const bill = aBill([aPackage('npm', 'openssh-server')], { source });
  writeFileSync(at('bill.json'), encoder?.encode(bill, context) ?? '');
}, 60_000);

const report = (...more: readonly string[]) => ['compliance', 'report', `sbom:${at('bill.json')}`, ...more];

describe('gantry compliance', () => {
  it('list: every pack with framework, version and controls by automation', async () => {
    const { terminal } = await call(['compliance', 'list']);
    const lines = terminal.stdout.trimEnd().split('\n');
    expect(lines).toHaveLength(packs.length + 1);
    expect(lines.find((line) => line.startsWith('nist-800-53 '))).toMatch(
      /5\.2\.0 \(2025-08-27\) +51 +\d+ +\d+ +\d+ +\d+$/,
    );
    const rows = JSON.parse((await call(['compliance', 'list', '-o', 'json'])).terminal.stdout);
    expect(rows).toHaveLength(packs.length);
  });

  it('show: controls, rules and what is to be filled in', async () => {
    const { stdout } = (await call(['compliance', 'show', 'cis-docker'])).terminal;
    expect(stdout).toMatch(/4\.1 +yes +The program runs/);
    expect(stdout).toMatch(/For the operator to fill in\n(.*\n)* {2}approved-ports: /);
    expect((await call(['compliance', 'show', 'secure'])).terminal.stdout).toContain('critical-with-fix');
  });

  it('report: a table that claims nothing, in colour only where there is some', async () => {
    const { status, terminal } = await call(report('--pack', 'cis-docker'));
    expect(status).toBe(0);
    expect(terminal.stdout).toMatch(/^Pack +cis-docker/);
    expect(terminal.stdout).toMatch(/\n4\.1 +failed +The program runs/);
    expect(terminal.stdout).toMatch(/\n4\.8 +not evaluated +/);
    expect(terminal.stdout).toMatch(/no failing check for \d+ of 50 controls; .*for people to decide\n$/);
    expect(terminal.stdout).not.toContain('\u001b[');
    const coloured = (await call(report('--pack', 'cis-docker'), true)).terminal.stdout;
    expect(coloured).toMatch(/4\.1 +\u001b\[1m\u001b\[31mfailed/);
  });

  it.each([
    ['json', '{\n  "schema": "gantry-compliance-1"'],
    ['csv', 'framework,framework_version,control'],
    ['oscal', '{\n  "assessment-results": {'],
    ['stig-ckl', '<?xml version="1.0" encoding="UTF-8"?>'],
    ['html', '<!DOCTYPE html>'],
  ])('report: as %s in a file', async (format, start) => {
    const path = at(`report.${format}`);
    const { status } = await call(report('--pack', 'ssdf', '-o', format, '--file', path));
    expect(status).toBe(0);
    expect(readFileSync(path, 'utf8').startsWith(start)).toBe(true);
  });

  it.each([
    [['--pack', 'cis-docker', '--fail-on', 'failed'], 1, null],
    [['--pack', 'slsa', '--fail-on', 'failed'], 0, null],
    [['--pack', 'slsa', '--fail-on', 'not-evaluated'], 1, null],
    [[], 2, 'CLI_NEEDS'],
    [['--pack', 'none'], 2, 'CLI_BAD_OPTION'],
    [['--pack', 'ssdf', '--policy', '/no/such/file'], 2, 'CLI_POLICY_UNKNOWN'],
  ])('report %j ends with %d', async (words, status, code) => {
    const ended = await call(report(...words));
    expect([ended.status, ended.code]).toEqual([status, code]);
  });

  it('report: a copy of the pack in which a list is filled in', async () => {
    const pack = packs.find(({ name }) => name === 'cis-docker')?.policy;
    const copy = structuredClone(pack) as unknown as { rule_sets: { rules: unknown[] }[] };
    const params = [
      { name: 'ports', value: '443' },
      { name: 'type', value: 'allowlist' },
    ];
    const filled = { id: 'approved-ports', gate: 'dockerfile', trigger: 'exposed_ports', action: 'STOP', params };
    copy.rule_sets[1]?.rules.push(filled);
    writeFileSync(at('copy.json'), JSON.stringify(copy));
    const { terminal } = await call(report('--pack', 'cis-docker', '--policy', at('copy.json'), '-o', 'json'));
    const { controls } = JSON.parse(terminal.stdout);
    const control = controls.find(({ id }: { id: string }) => id === '5.9');
    expect(control).toMatchObject({ state: 'satisfied-by-check', missing: [] });
  });
});

describe('gantry image compliance', () => {
  const server = useServerCalls();
  const digest = `sha256:${'a'.repeat(64)}`;
  const image = { image_digest: digest, image_detail: [{ full_tag: 'docker.io/library/app:1' }] };
  const routes = (body: unknown) => ({
    'GET /v2/images': { body: { items: [image] } },
    [`GET /v2/images/${digest}/compliance`]: { body },
  });

  it('shows the report of the server, and ends as the call asks', async () => {
    const made = JSON.parse((await call(report('--pack', 'cis-docker', '-o', 'json'))).terminal.stdout);
    const words = ['image', 'compliance', 'app:1', '--pack', 'cis-docker'];
    const ended = await server.call([...words, '--fail-on', 'failed'], routes(made));
    expect([ended.status, ended.code]).toEqual([1, null]);
    expect(ended.terminal.stdout).toMatch(/\n4\.1 +failed +The program runs/);
    expect(server.asked().at(-1)).toBe(
      `GET /v2/images/${digest}/compliance?pack=cis-docker&tag=docker.io/library/app:1&format=json`,
    );
    const raw = await server.call([...words, '-o', 'html'], routes('<!DOCTYPE html>'));
    expect(raw.terminal.stdout).toContain('<!DOCTYPE html>');
    expect((await server.call(['image', 'compliance', 'app:1'], routes(made))).code).toBe('CLI_NEEDS');
  });
});
