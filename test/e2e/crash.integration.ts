import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { type Kill, type Killed, killAt, killsOf } from './support/crash-kills.ts';
import { type FreshDatabase, freshDatabase, openRecords, type Stored, storedImages } from './support/crash-records.ts';
import { type CrashWork, crashWork } from './support/crash-work.ts';
import { type Folder, temporaryFolder } from './support/folders.ts';
import { type KillableServer, startKillable } from './support/killable-server.ts';
import { type MadeImage, makeImage, packagesOf } from './support/made-images.ts';
import { type MadeRegistry, startMadeRegistry } from './support/made-registry.ts';
import { type Random, randomOf } from './support/random.ts';
import type { ServerReply } from './support/server.ts';

/** Fewer kills are quicker: a run of 24 takes three minutes on two cores. */
const killCount = Number(process.env['GANTRY_CRASH_KILLS'] ?? 24);
const seed = Number(process.env['GANTRY_CRASH_SEED'] ?? Math.floor(Math.random() * 2 ** 31));

const pulled: readonly MadeImage[] = [
  ...Array.from({ length: 44 }, (_, index) => makeImage(index)),
  ...[44, 45].map((number) => makeImage(number, 'cut')),
  ...[46, 47].map((number) => makeImage(number, 'missing')),
];
const imported = Array.from({ length: 8 }, (_, index) => makeImage(100 + index));
const all = [...pulled, ...imported];
/** Nothing of it has been read when the registry hangs. */
const late = makeImage(200);
const good = all.filter(({ fault }) => fault === null);
const sorted = (list: Iterable<string>) => [...list].sort();
const digests = (images: readonly MadeImage[]) => sorted(images.map(({ digest }) => digest));

let registry: MadeRegistry;
/** What a server that nobody kills stores. */
let clean: ReadonlyMap<string, Stored>;

beforeAll(async () => {
  console.log(
    `crash tests: seed ${seed} (GANTRY_CRASH_SEED), ${killCount} kills (GANTRY_CRASH_KILLS), ${all.length} images`,
  );
  registry = await startMadeRegistry([...all, late]);
  const folder = temporaryFolder('clean');
  const seconds = stopwatch();
  const server = startKillable(environment(folder, null));
  const work = crashWork({ pulled, imported, host: registry.host, random: randomOf(seed) });
  await Promise.all([work.drive(server, all.length, () => true), allEnded(server, all.length)]);
  expect(work.odd).toEqual([]);
  await stopped(server);
  const records = await openRecords(join(folder.path, 'data'), undefined);
  clean = await storedImages(records);
  await records.close();
  folder.remove();
  console.log(`${all.length} images without a kill: ${seconds()} s`);
  expect(sorted(clean.keys())).toEqual(digests(good));
  for (const [index, { digest }] of good.slice(0, 44).entries())
    expect(clean.get(digest)?.count).toBe(packagesOf(index));
}, 400_000);
afterAll(() => registry?.close());

describe.each(['pglite', 'postgres'] as const)('servers killed while they work, on %s', (engine) => {
  let folder: Folder;
  let database: FreshDatabase | null = null;
  let random: Random;
  let work: CrashWork;
  const start = () => startKillable(environment(folder, database));
  const records = () => openRecords(join(folder.path, 'data'), database?.url);

  beforeAll(async () => {
    folder = temporaryFolder('crash');
    random = randomOf(seed);
    work = crashWork({ pulled, imported, host: registry.host, random });
    if (engine === 'postgres') database = await freshDatabase();
  });
  afterAll(async () => {
    await database?.close();
    folder?.remove();
  });

  it('every image ends once, analyzed as by a server that nobody killed, or failed with a reason', async ({ skip }) => {
    if (engine === 'postgres' && database === null) return skip('no PostgreSQL here');
    const outcomes: (Killed & Kill)[] = [];
    const seconds = stopwatch();
    for (const [life, kill] of killsOf(killCount, random).entries()) {
      const server = start();
      const target = Math.ceil(((life + 1) / killCount) * all.length);
      const [outcome] = await Promise.all([
        killAt(server, kill, { work, random, data: join(folder.path, 'data') }),
        work.drive(server, target),
      ]);
      outcomes.push({ ...outcome, ...kill });
    }
    const last = start();
    await Promise.all([work.drive(last, all.length, () => true), allEnded(last, all.length)]);
    await allJobsDone(last);
    const listed = await last.call('GET', '/v2/images');
    await stopped(last);
    report(`${engine}, ${seconds()} s`, outcomes);

    expect(work.odd).toEqual([]);
    expect(outcomes.filter(({ orphans }) => orphans.length > 0)).toEqual([]);
    const { items } = (listed as ServerReply).body as {
      items: { image_digest: string; analysis_status: string; image_detail: unknown[] }[];
    };
    expect(sorted(items.map(({ image_digest }) => image_digest))).toEqual(digests(all));
    expect(items.filter(({ image_detail }) => image_detail.length !== 1)).toEqual([]);
    const analyzed = items.filter(({ analysis_status }) => analysis_status === 'analyzed');
    expect(sorted(analyzed.map(({ image_digest }) => image_digest))).toEqual(digests(good));
  }, 1_200_000);

  it('nothing that was answered is lost, nothing is there twice, nothing is left over', async ({ skip }) => {
    if (engine === 'postgres' && database === null) return skip('no PostgreSQL here');
    const { rows, close } = await records();
    onTestFinished(close);
    const stored = await storedImages({ rows, close });
    for (const digest of digests(good)) expect(stored.get(digest)).toEqual(clean.get(digest));
    expect(stored.size).toBe(good.length);

    const failed = await rows<{ digest: string; code: string }>(
      `select digest, analysis_error->>'code' as code from image where analysis_status = 'analysis_failed'`,
    );
    expect(sorted(failed.map(({ digest }) => digest))).toEqual(digests(all.filter(({ fault }) => fault !== null)));
    for (const { code } of failed) expect(code).toMatch(/^(SBOM|IO)_[A-Z_]+$/);
    const begunAgain = await rows<{ digest: string }>(
      `select digest from image, jsonb_array_elements(analysis_history) as step
       where step->>'to_status' = 'analyzing' group by digest having count(*) > 1`,
    );
    console.log(`${engine}: ${begunAgain.length} images were begun more than once; reasons of failures:`, failed);
    expect(begunAgain.length > 0 || killCount < 12).toBe(true);

    const tags = await rows<{ full_tag: string }>('select full_tag from image_tag');
    expect(new Set(tags.map(({ full_tag }) => full_tag)).size).toBe(all.length);
    expect(tags.length).toBe(all.length);
    const events = await rows<{ id: string; times: number }>(
      `select resource_id as id, count(*)::integer as times from event
       where type in ('user.image.analysis.completed', 'user.image.analysis.failed') group by resource_id`,
    );
    expect(sorted(events.map(({ id }) => id))).toEqual(digests(all));
    expect(events.filter(({ times }) => times !== 1)).toEqual([]);

    const evaluated = await rows<{ digest: string; action: string }>(
      'select image_digest as digest, min(final_action) as action from evaluation group by image_digest',
    );
    const actions = new Map(evaluated.map(({ digest, action }) => [digest, action]));
    for (const [digest, action] of work.checked) expect(actions.get(digest)).toBe(action);
    const accounts = new Set((await rows<{ name: string }>('select name from account')).map(({ name }) => name));
    expect(work.accounts.filter((name) => !accounts.has(name))).toEqual([]);

    const unfinished = `select name, state::text from gantry_jobs.job where name in ('analyze', 'evaluate') and state < 'completed'`;
    expect(await rows(unfinished)).toEqual([]);
    const open = `select status, count(*) from import_operation where status in ('queued', 'processing') group by status`;
    expect(await rows(open)).toEqual([]);
    const parts = `select kind from import_content c join import_operation o on o.account = c.account and o.id = c.operation_id where o.status <> 'pending'`;
    expect(await rows(parts)).toEqual([]);
    expect(leftovers(folder)).toEqual([]);
  }, 60_000);

  it('a server that is asked to stop while an image is read gives it back', async ({ skip }) => {
    if (engine === 'postgres' && database === null) return skip('no PostgreSQL here');
    const path = `/v2/images/${late.digest}`;
    const asked = registry.stall();
    onTestFinished(() => registry.resume());
    const server = start();
    const source = { tag: { pull_string: `${registry.host}/${late.repository}:${late.tag}` } };
    expect(await server.call('POST', '/v2/images', { source })).toMatchObject({ status: 200 });
    await asked;
    const stopping = stopwatch();
    await stopped(server);
    const seconds = stopping();
    registry.resume();
    const resuming = stopwatch();
    const again = start();
    await until(async () => (await statusOf(again, path)) === 'analyzed', 120);
    console.log(`${engine}: stopped in ${seconds} s, analyzed ${resuming()} s after the next start`);
    expect(Number(seconds)).toBeLessThan(45);

    if (engine === 'pglite') {
      const second = start();
      expect(await second.ended).toBe(3);
      expect(second.output()).toMatch(/is in use by process \d+ on [\s\S]*\[DB_FOLDER_HELD\]/);
    }
    await stopped(again);
  }, 400_000);
});

function environment(folder: Folder, database: FreshDatabase | null): Record<string, string> {
  const temporary = join(folder.path, 'tmp');
  mkdirSync(temporary, { recursive: true });
  return {
    HOME: folder.path,
    TMPDIR: temporary,
    GANTRY_DATA: join(folder.path, 'data'),
    ...(database === null ? {} : { DATABASE_URL: database.url }),
  };
}

async function statusOf(server: KillableServer, path: string): Promise<string | undefined> {
  const reply = await server.call('GET', path);
  return (reply?.body as { analysis_status?: string } | undefined)?.analysis_status;
}

async function allEnded(server: KillableServer, count: number): Promise<void> {
  await until(async () => {
    const reply = await server.call('GET', '/v2/summaries/image-counts');
    const { analyzed = 0, failed = 0 } = (reply?.body ?? {}) as { analyzed?: number; failed?: number };
    return analyzed + failed === count;
  }, 300);
}

/** Jobs whose server was killed after their last word wait for the end of their lease. */
async function allJobsDone(server: KillableServer): Promise<void> {
  await until(async () => {
    const text = (await server.call('GET', '/metrics'))?.text ?? '';
    return text.includes('gantry_images') && !/^gantry_jobs\{job="(analyze|evaluate)"/m.test(text);
  }, 120);
}

async function until(holds: () => Promise<boolean>, seconds: number): Promise<void> {
  const end = performance.now() + seconds * 1_000;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(`waited ${seconds} s in vain`);
    await wait(250);
  }
}

async function stopped(server: KillableServer): Promise<void> {
  server.signal('SIGTERM', false);
  if ((await server.ended) !== 0) throw new Error(`the server did not end well:\n${server.output().slice(-5_000)}`);
}

/** What should not be in the folders of the data and of temporary files any more. */
function leftovers(folder: Folder): string[] {
  const data = join(folder.path, 'data');
  const drafts = readdirSync(data).filter((name) => name.startsWith('postgres.'));
  const work = readdirSync(join(data, 'work'), { recursive: true }).map(String);
  // The folder of the last server and its lock.
  const surplus = work.length > 2 ? work : [];
  return [...drafts, ...surplus, ...readdirSync(join(folder.path, 'tmp'))];
}

function stopwatch(): () => string {
  const start = performance.now();
  return () => ((performance.now() - start) / 1_000).toFixed(1);
}

function report(engine: string, outcomes: readonly (Killed & Kill)[]): void {
  const counts = new Map<string, number>();
  for (const { moment, met, whole } of outcomes) {
    const name = `${moment}${met ? '' : ' (not met)'} ${whole ? 'all' : 'server'}`;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const analyses = outcomes.reduce((sum, one) => sum + one.analyses, 0);
  console.log(`${engine}: ${outcomes.length} kills, ${analyses} analyses cut off:`, Object.fromEntries(counts));
}
