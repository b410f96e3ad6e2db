import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Operation } from '@gantry/contract';
import { addImage as addImageOperation } from '@gantry/contract/images';
import { listPolicies } from '@gantry/contract/policies';
import { createRegistry } from '@gantry/contract/registries';
import { type FakeRegistry, startFakeRegistry } from '@gantry/sbom/testing';
import { writeFeedFolder } from '@gantry/vulns/testing';
import type { FastifyInstance } from 'fastify';
import { createAuthenticator, identifyWith } from '../../auth/index.ts';
import { composeFeatures } from '../../compose-features.ts';
import { readConfig } from '../../config/index.ts';
import { createAdvisories } from '../../features/advisories/index.ts';
import { inlineAnalyzer } from '../../features/analyses/index.ts';
import { replayBatches } from '../../features/backtests/index.ts';
import { inProcessBuilder } from '../../features/feeds/index.ts';
import { createServer } from '../../kernel/http/index.ts';
import { createLog } from '../../kernel/log/index.ts';
import type { JobKind } from '../../kernel/queue/index.ts';
import { type TestPlatform, testPlatform } from '../../testing/index.ts';
import type { TestReply } from '../../testing/test-server.ts';
import { type Ask, toRequest } from './ask.ts';
import { importImage } from './import-image.ts';
import { advisoryRecords, baseImage, image, otherImage } from './material.ts';
import { addPeople, people } from './people.ts';
import { type Snapshot, snapshotOf } from './snapshot.ts';

/** A whole server with real sign-ins, advisories and a registry; its account `team-a` has an analyzed image. */
export interface World {
  readonly platform: TestPlatform;
  readonly app: FastifyInstance;
  readonly registry: FakeRegistry;
  /** The image of `team-a`. */
  readonly digest: string;
  readonly tag: string;
  /** Calls an operation; `who` null: without credentials. */
  send(who: string | null, operation: Operation, ask?: Ask): Promise<TestReply>;
  /** As `send`, for what a test needs before it begins: throws unless it succeeds. */
  prepare<T>(who: string, operation: Operation, ask?: Ask): Promise<T>;
  /** Runs all jobs that wait. */
  work(): Promise<void>;
  /** Everything but what is of `team-b`. */
  readonly snapshot: Snapshot;
  /** A name that nothing has yet. */
  name(lead: string): string;
  close(): Promise<void>;
}

/** Opens it. `seen` is told of every reply to `send`. */
export async function openWorld(seen?: (operation: Operation, reply: TestReply) => void): Promise<World> {
  const platform = await testPlatform();
  const registry = await startFakeRegistry({
    images: { app: { '1': image }, base: { '1': baseImage }, other: { '1': otherImage } },
  });
  const tag = `${registry.host}/app:1`;
  await addPeople(platform);
  await addProgram(platform.dataDir);
  const server = await serve(platform);
  const { app, jobs } = server;
  let names = 0;
  const send: World['send'] = async (who, operation, ask = {}) => {
    const reply = toReply(await app.inject(toRequest(operation, ask, who)));
    seen?.(operation, reply);
    return reply;
  };
  const prepare = async <T>(who: string, operation: Operation, ask?: Ask): Promise<T> => {
    const { status, text, body } = await send(who, operation, ask);
    if (status >= 300) throw new Error(`${operation.id}: ${status} ${text}`);
    return body as T;
  };
  const work = () => platform.queue.run(jobs);
  for (const who of [people.owner, people.stranger])
    await prepare(who, createRegistry, { json: { registry: registry.host, registry_verify: false } });
  const added = await prepare<{ image_digest: string }>(people.owner, addImageOperation, {
    json: { source: { tag: { pull_string: tag } } },
  });
  await importImage(prepare);
  await work();
  // Every account gets the policies of the house when they are first looked at.
  await prepare(people.stranger, listPolicies);
  return {
    ...{ platform, app, registry, tag, digest: added.image_digest, send, prepare, work },
    snapshot: await snapshotOf(platform.db),
    name: (lead) => `${lead}-${++names}`,
    close: async () => {
      await registry.close();
      await server.close();
      await platform.close();
    },
  };
}

async function serve(platform: TestPlatform) {
  const { dataDir } = platform;
  const mirror = writeFeedFolder(join(dataDir, 'mirror'), { npm: advisoryRecords }, []);
  const advisories = createAdvisories({ platform, shared: false });
  await inProcessBuilder.build(
    { dir: advisories.folder, from: mirror, also: [], bundle: null, now: platform.clock.now().toISOString() },
    new AbortController().signal,
  );
  await advisories.start();
  const signIn = createAuthenticator(platform);
  const { features, events, system } = composeFeatures({
    inspection: { parts: ['files', 'secretSearch'], retrieve: ['/etc/passwd'] },
    platform,
    config: readConfig({ flags: { feeds: mirror }, env: {}, file: null }),
    signIn,
    advisories,
    analyzer: inlineAnalyzer,
    feedBuilder: inProcessBuilder,
    replayer: replayBatches,
    executables: join(dataDir, 'programs'),
    log: createLog({ level: 'error' }),
    facts: { role: 'all', baseUrl: 'http://127.0.0.1:8228', schemaVersion: '1', advisories: () => advisories.status() },
  });
  const app = await createServer({
    routes: features.flatMap(({ routes }) => routes),
    db: platform.db,
    log: platform.log,
    bodyLimit: 10 * 2 ** 20,
    checkReplies: true,
    identify: identifyWith(signIn),
    audit: events.auditor,
    done: system.metrics.done,
  });
  const jobs: readonly JobKind[] = features.flatMap(({ jobs: kinds = [] }) => kinds);
  const close = async (): Promise<void> => {
    await app.close();
    advisories.stop();
    system.metrics.stop();
  };
  return { app, jobs, close };
}

/** A program for download. */
async function addProgram(dataDir: string): Promise<void> {
  const folder = join(dataDir, 'programs', 'linux-amd64');
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'anchorectl.tar.gz'), 'an archive');
}

function toReply(answer: Awaited<ReturnType<FastifyInstance['inject']>>): TestReply {
  const { statusCode: status, headers, body: text } = answer;
  const isJson = String(headers['content-type'] ?? '').includes('json');
  return { status, headers, text, body: isJson ? answer.json() : undefined };
}
