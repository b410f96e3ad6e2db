import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { feeds, loadedCache } from './support/advisories.ts';
import { type FakeScanner, startScanner } from './support/fake-scanner.ts';
import { type Folder, temporaryFolder } from './support/folders.ts';
import { answer, gantry } from './support/gantry.ts';
import { imagePath, present } from './support/material.ts';
import { eicarMark, plantedSecrets, secretPaths } from './support/planted.ts';
import { policyOf, stopRule } from './support/policies.ts';
import { adminPassword, startServer } from './support/server.ts';

const suite = 'secrets and malware are found, and never shown';
const there = present(suite, [imagePath('tricky'), imagePath('tricky.oracle'), feeds]);
const tricky = `oci-dir:${imagePath('tricky')}`;
const rules = [
  stopRule('secret', 'secret_scans.content_regex_checks', { all_layers: 'true' }),
  stopRule('visible-secret', 'secret_scans.content_regex_checks', {}),
  stopRule('malware', 'malware.scans', {}),
  stopRule('env', 'dockerfile.instruction', { instruction: 'ENV', check: 'like', value: '.*' }),
  stopRule('run', 'dockerfile.instruction', { instruction: 'RUN', check: 'like', value: '.*' }),
  stopRule('setuid', 'files.suid_or_guid_set', {}),
];

describe.skipIf(!there)(suite, () => {
  let folder: Folder;
  let cache: Folder & { readonly env: Record<string, string> };
  let scanner: FakeScanner;
  let secrets: readonly string[];
  let policy: string;

  beforeAll(async () => {
    folder = temporaryFolder('secrets');
    cache = await loadedCache(['Debian']);
    scanner = await startScanner({ [eicarMark]: 'Eicar-Test-Signature' });
    secrets = plantedSecrets();
    policy = join(folder.path, 'policy.json');
    writeFileSync(policy, policyOf(rules));
  });
  afterAll(async () => {
    await scanner?.close();
    cache?.remove();
    folder?.remove();
  });

  const run = (...words: readonly string[]) => gantry(words, { env: { ...cache.env, GANTRY_CLAMD: scanner.address } });
  const shown = (text: string) => [...secrets, eicarMark].filter((secret) => text.includes(secret));

  it('the image has what is looked for', () => {
    expect(secrets.length).toBeGreaterThan(5);
    expect(secrets.some((secret) => /^(?:AKIA|ghp_)/.test(secret))).toBe(true);
    expect(secretPaths()).toContain('srv/app/conf/deleted.pem');
  });

  it('finds every planted secret, also the deleted one, and the test virus', async () => {
    const { status, stdout } = await run('check', tricky, '-p', policy, '-o', 'json', '-q');
    expect(status).toBe(1);
    const { findings } = JSON.parse(stdout) as { findings: { rule: string; message: string; path: string }[] };
    const of = (rule: string) => findings.filter((one) => one.rule === rule);
    for (const path of secretPaths()) expect(of('secret').some((one) => one.path === `/${path}`)).toBe(true);
    expect(of('malware').map(({ path }) => path)).toContain('/srv/upload/eicar.com');
    expect(of('env').length).toBeGreaterThan(0);
    expect(of('setuid').map(({ path }) => path)).toContain('/srv/kinds/suid');
  });

  const formats = {
    'check TARGET -p POLICY': ['table', 'json', 'sarif', 'junit', 'csv'],
    'check TARGET -p POLICY --explain': ['table', 'json'],
    'inspect TARGET': ['table', 'json'],
    'compliance report --pack nist-800-190 TARGET': ['table', 'json', 'csv', 'oscal', 'html'],
  };

  it.each(Object.entries(formats).flatMap(([words, names]) => names.map((name) => `${words} -o ${name}`)))(
    'shows none: %s',
    async (words) => {
      const given = words.replace('TARGET', tricky).replace('POLICY', policy).split(' ');
      const { stdout, stderr } = await run(...given);
      expect(stdout.length).toBeGreaterThan(200);
      expect(shown(stdout + stderr)).toEqual([]);
    },
  );

  it('writes none into its cache', () => {
    const files = readdirSync(cache.path, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
    const texts = files.map((one) => readFileSync(join(one.parentPath, one.name)).toString('latin1'));
    expect(files.length).toBeGreaterThan(3);
    expect(texts.flatMap(shown)).toEqual([]);
  });

  it('a server that is sent what was found keeps, answers and logs none', async () => {
    const data = join(folder.path, 'data');
    const server = await startServer({ data });
    const env = { GANTRY_URL: server.url, GANTRY_USERNAME: 'admin', GANTRY_PASSWORD: adminPassword };
    const name = 'registry.example.com/team/tricky:1';
    try {
      const added = await answer(
        ['image', 'add', name, '--from', tricky, '--inspect', 'secret-search', '--wait', '-n', '-q'],
        { env },
      );
      expect(added).toContain('Analysis: analyzed');
      await answer(['policy', 'add', '-i', policy], { env });
      const checked = await answer(['image', 'check', name, '-p', 'e2e', '--detail', '-o', 'json-raw'], { env });
      expect(checked).toContain('PRIV_KEY');
      expect(shown(checked)).toEqual([]);
      expect(shown(await answer(['image', 'check', name, '-p', 'e2e', '--explain', '-o', 'json'], { env }))).toEqual(
        [],
      );
      expect(shown(server.output())).toEqual([]);
    } finally {
      await server.stop();
    }
    const inFiles = secrets.filter((secret) => /^(?!fake|not-)/.test(secret));
    expect(filesBelow(data).flatMap((text) => inFiles.filter((secret) => text.includes(secret)))).toEqual([]);
  });
});

/** Contents of the files of a database, which may hold secrets as they are. */
function filesBelow(place: string): string[] {
  return readdirSync(place, { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile())
    .map((one) => join(one.parentPath, one.name))
    .filter((path) => statSync(path).size < 256 * 2 ** 20)
    .map((path) => readFileSync(path).toString('latin1'));
}
