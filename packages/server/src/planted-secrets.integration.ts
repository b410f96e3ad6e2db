import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unpackBytesNow } from '@gantry/io/gzip';
import { aDocument, aRule } from '@gantry/policy/testing';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from './config/index.ts';
import { openDb } from './kernel/db/index.ts';
import { createLog } from './kernel/log/index.ts';
import { type RunningServer, startServer } from './start-server.ts';

const root = join(import.meta.dirname, '../../..');
const shared = process.env['GANTRY_SHARED'] ?? join(root, '..', 'shared');
const images = process.env['GANTRY_TEST_IMAGES'] ?? '/tmp/gantry-test-images';
const tools = ['serve-registry', 'push-images'].map((name) => join(shared, 'tools', name));
const missing = [...tools, join(images, 'tricky'), join(images, 'tricky.oracle')].filter((path) => !existsSync(path));
const clamd = spawnSync('clamd', ['--version']).status === 0;
if (missing.length > 0) console.log(`skipped: secrets of a real image on a server: not there: ${missing.join(', ')}`);
if (!clamd) console.log('skipped: malware on a server: clamd is missing (Debian package clamav-daemon)');

/** The test string of the European Institute for Computer Antivirus Research, put together so that no scanner stumbles over this file. */
const eicar = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}', '$EICAR-STANDARD-', 'ANTIVIRUS-TEST-FILE!$H+H*'].join('');
const password = 'correct-horse-battery';
const rules = [
  aRule('secret_scans.content_regex_checks', { all_layers: 'true' }, { id: 'secrets' }),
  aRule('malware.scans', {}, { id: 'malware' }),
  aRule('files.suid_or_guid_set', {}, { id: 'suid' }),
];

describe.skipIf(missing.length > 0)('a server that pulls an image with planted secrets and malware', () => {
  const folder = mkdtempSync(join(tmpdir(), 'gantry-planted-'));
  const printed: string[] = [];
  const replies: string[] = [];
  let stopScanner: () => void = () => undefined;
  let port = '';
  let server: RunningServer;

  beforeAll(async () => {
    port = startRegistry(join(folder, 'registry'), await freePort());
    execFileSync(tools[1] ?? '', [port, images, '--auth', 'user:pass-word', 'tricky'], { stdio: 'ignore' });
    if (clamd) stopScanner = startClamd(folder);
    server = await startServer({
      config: readConfig({
        flags: { data: join(folder, 'data'), port: '0' },
        env: {
          GANTRY_ADMIN_PASSWORD: password,
          GANTRY_FEEDS: 'none',
          GANTRY_LOG_LEVEL: 'debug',
          GANTRY_ALLOW_ADDRESSES: 'all',
          ...(clamd ? { GANTRY_CLAMD: join(folder, 'clamd.sock') } : {}),
        },
        file: null,
      }),
      version: 'test',
      executables: folder,
      environment: {},
      log: createLog({ level: 'debug', facts: {}, to: { write: (line) => void printed.push(line) } }),
    });
  }, 120_000);
  afterAll(async () => {
    stopScanner();
    execFileSync(tools[0] ?? '', ['--stop', join(folder, 'registry')]);
    rmSync(folder, { recursive: true, force: true });
  });

  const call = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const headers = {
      authorization: `Basic ${Buffer.from(`admin:${password}`).toString('base64')}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    };
    const init = { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
    const answer = await fetch(`${server.url}/v2${path}`, init);
    const text = await answer.text();
    replies.push(text);
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text.slice(0, 500)}`);
    return text === '' ? null : JSON.parse(text);
  };

  it('finds them, and keeps, answers and logs none of them', async () => {
    const secrets = plantedSecrets();
    expect(secrets.length).toBeGreaterThan(4);
    const host = `127.0.0.1:${port}`;
    await call('POST', '/registries?validate=false', {
      ...{ registry: host, registry_name: host, registry_type: 'docker_v2' },
      ...{ registry_user: 'user', registry_pass: 'pass-word', registry_verify: false },
    });
    await call('POST', '/policies', aDocument(rules, { id: 'planted' }));
    const tag = `${host}/tricky:latest`;
    const { image_digest: digest } = (await call('POST', '/images', {
      source: { tag: { pull_string: tag } },
    })) as { image_digest: string };
    await analyzed(digest);
    const check = (await call('GET', `/images/${digest}/check?tag=${tag}&policy_id=planted&detail=true`)) as Check;
    const findings = check.evaluations.flatMap(({ details }) => details.findings);
    const messages = findings.map(({ message }) => message).join('\n');
    for (const path of secretPaths()) expect(messages).toContain(path);
    if (clamd) expect(messages).toContain('/srv/upload/eicar.com');
    expect(messages).toContain('/srv/kinds/suid');
    for (const path of contents) await call('GET', `/images/${digest}/${path}`);
    await call('GET', `/images/${digest}/check/explanation?tag=${tag}&policy_id=planted`);
    await server.stop();
    const kept = await databaseTexts(join(folder, 'data'));
    const found = (texts: readonly string[], of: readonly string[] = secrets) => {
      const whole = texts.join('\n');
      return [...of, eicar].filter((secret) => whole.includes(secret));
    };
    // The configuration of an image is kept as it is, and one of the secrets is a variable in it as well.
    const inFiles = secrets.filter((secret) => !configuration().includes(secret));
    expect(inFiles.length).toBeGreaterThan(3);
    expect([found(replies), found(printed), found(kept, inFiles)]).toEqual([[], [], []]);
    // The look into the database sees what is there.
    expect(kept.join('\n')).toContain('/srv/app/conf/deleted.pem');
  }, 180_000);

  async function analyzed(digest: string): Promise<void> {
    for (let turn = 0; turn < 600; turn += 1) {
      const [image] = [await call('GET', `/images/${digest}`)].flat() as { analysis_status: string }[];
      if (image?.analysis_status === 'analyzed') return;
      if (image?.analysis_status === 'analysis_failed') throw new Error(JSON.stringify(image));
      await new Promise((done) => setTimeout(done, 200));
    }
    throw new Error('not analyzed in time');
  }
});

interface Check {
  readonly evaluations: readonly { readonly details: { readonly findings: readonly { readonly message: string }[] } }[];
}

const contents = [
  'content/files',
  'content/malware',
  'artifacts/secret-search',
  'artifacts/retrieved-files',
  'sboms/native-json',
];

/** Every row of every table, with documents unpacked. */
async function databaseTexts(folder: string): Promise<string[]> {
  const log = { info: () => {}, warn: () => {}, error: () => {}, debug: () => {} };
  const { db, close } = await openDb({ folder, log: { ...log, with: () => log } as never });
  const tables = await sql<{ schema: string; name: string }>`
    select table_schema as schema, table_name as name from information_schema.tables
    where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')
  `.execute(db);
  const texts: string[] = [];
  for (const { schema, name } of tables.rows) {
    const { rows } = await sql<Record<string, unknown>>`select * from ${sql.id(schema, name)}`.execute(db);
    for (const row of rows) texts.push(...Object.values(row).map((value) => textOf(value, Number(row['size']))));
  }
  await close();
  return texts;
}

function textOf(value: unknown, size: number): string {
  if (!(value instanceof Uint8Array)) return JSON.stringify(value) ?? '';
  const isGzip = value[0] === 0x1f && value[1] === 0x8b;
  return Buffer.from(isGzip ? unpackBytesNow(value, size) : value).toString('latin1');
}

function secretPaths(): string[] {
  const table = readFileSync(join(images, 'tricky.oracle', 'findings.tsv'), 'utf8').split('\n');
  return table.flatMap((line) => {
    const [what = '', path = ''] = line.split('\t');
    return what.startsWith('secret:') ? [`/${path}`] : [];
  });
}

const blob = (digest: string): string => join(images, 'tricky', 'blobs', digest.replace(':', '/'));
const parsed = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));

interface Manifest {
  readonly config: { readonly digest: string };
  readonly layers: readonly { readonly digest: string }[];
}

function manifest(): Manifest {
  const index = parsed(join(images, 'tricky', 'index.json')) as { manifests: [{ digest: string }] };
  return parsed(blob(index.manifests[0].digest)) as Manifest;
}

function configuration(): string {
  return readFileSync(blob(manifest().config.digest), 'utf8');
}

/** Long texts of the files that hold secrets. */
function plantedSecrets(): string[] {
  const paths = new Set(secretPaths());
  const tar = (...words: string[]) => spawnSync('tar', words, { encoding: 'utf8' }).stdout ?? '';
  const texts = manifest().layers.flatMap(({ digest }) =>
    tar('-tf', blob(digest))
      .split('\n')
      .filter((name) => paths.has(`/${name.replace(/^\.?\//, '')}`))
      .map((name) => tar('-xOf', blob(digest), name)),
  );
  return [...new Set(texts.flatMap((text) => text.match(/[A-Za-z0-9+/_]{20,}/g) ?? []))];
}

function startRegistry(folder: string, port: string): string {
  execFileSync(tools[0] ?? '', [port, folder, '--auth', 'user:pass-word'], { stdio: 'ignore' });
  return port;
}

/** A clamd that knows one signature. */
function startClamd(folder: string): () => void {
  const md5 = createHash('md5').update(eicar).digest('hex');
  writeFileSync(join(folder, 'own.hdb'), `${md5}:${eicar.length}:Test.Eicar\n`);
  const settings = [
    `LocalSocket ${join(folder, 'clamd.sock')}`,
    `DatabaseDirectory ${folder}`,
    'Foreground yes',
    'User root',
  ];
  writeFileSync(join(folder, 'clamd.conf'), `${settings.join('\n')}\n`);
  const child = spawn('clamd', ['-c', join(folder, 'clamd.conf')], { stdio: 'ignore' });
  return () => child.kill();
}

function freePort(): Promise<string> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(String(typeof address === 'object' && address !== null ? address.port : 0)));
    });
  });
}
