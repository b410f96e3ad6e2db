import { readTextFile } from '@gantry/io/files';
import { createAuthenticator, ensureAdmin, identifyWith } from './auth/index.ts';
import { type Composition, composeFeatures } from './compose-features.ts';
import { type Config, configErrors } from './config/index.ts';
import { createAdvisories } from './features/advisories/index.ts';
import { inlineAnalyzer, processAnalyzer } from './features/analyses/index.ts';
import { replayBatches, threadReplayer } from './features/backtests/index.ts';
import { inProcessBuilder, processBuilder } from './features/feeds/index.ts';
import type { ProcessFacts } from './features/system/process.ts';
import { inspectionOf } from './inspection-settings.ts';
import { createServer } from './kernel/http/index.ts';
import { createLog, type ProcessLog } from './kernel/log/index.ts';
import { type OpenPlatform, openPlatform } from './open-platform.ts';
import { servePages } from './serve-pages.ts';

/** The built programs that run outside of the server's event loop. Without them their work is done in this process: for tests. */
export interface BuiltPrograms {
  readonly database: URL;
  readonly analysis: URL;
  readonly feeds: URL;
  readonly backtests: URL;
}

/** How a server is started. */
export interface StartOptions {
  readonly config: Config;
  readonly version: string;
  readonly programs?: BuiltPrograms;
  /** Folder of the starter advisories; absent: the one beside the sources. */
  readonly starter?: string;
  /** Folder of the programs for download when the settings name none. */
  readonly executables: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Default: JSON lines on standard error. */
  readonly log?: ProcessLog;
}

/** A server that answers. */
export interface RunningServer {
  /** Where it listens, without `/v2`; null for a worker. */
  readonly url: string | null;
  /** The password of the user `admin`, when one was made just now: to be shown once. */
  readonly generatedPassword: string | null;
  /** Settles when the database is lost: the process has to end then. */
  readonly lost: Promise<Error>;
  /** Ends requests and jobs that run (jobs within so many seconds), gives leases back, closes the database. */
  stop(seconds?: number): Promise<void>;
}

/** Starts the roles that the settings ask for. Codes of CONFIG, DB and VAULT. */
export async function startServer(options: StartOptions): Promise<RunningServer> {
  const { config, version } = options;
  const log = options.log ?? createLog({ level: config.logLevel, facts: { version } });
  const open = await openPlatform({
    config,
    log,
    version,
    databaseWorker: options.programs?.database,
    environment: options.environment,
  });
  try {
    return await startRoles(open, options, log);
  } catch (error) {
    await open.queue.stop(0);
    await open.close();
    throw error;
  }
}

async function startRoles(open: OpenPlatform, options: StartOptions, log: ProcessLog): Promise<RunningServer> {
  const { config } = options;
  const { platform, database, queue } = open;
  const advisories = createAdvisories({
    platform,
    shared: database.engine === 'postgres',
    ...(options.starter === undefined ? {} : { starter: options.starter }),
  });
  await advisories.start();
  const signIn = createAuthenticator(platform);
  // Port 0 is a free one: only the listening server knows it.
  let baseUrl = config.publicUrl ?? `${config.tls === null ? 'http' : 'https'}://${config.host}:${config.port}`;
  const facts: ProcessFacts = {
    role: config.role,
    schemaVersion: open.schema,
    advisories: () => advisories.status(),
    get baseUrl() {
      return baseUrl;
    },
  };
  const composition = composeFeatures({
    ...options,
    platform,
    signIn,
    advisories,
    analyzer: analyzerOf(options),
    inspection: await inspectionOf(config.inspection),
    feedBuilder: feedBuilderOf(options),
    replayer: options.programs === undefined ? replayBatches : threadReplayer(options.programs.backtests),
    executables: config.executables ?? options.executables,
    log,
    facts,
  });
  const app = config.role === 'worker' ? null : await listen({ open, options, composition, signIn, log });
  baseUrl = app?.url ?? baseUrl;
  // After all that may fail for a wrong setting: a password that is made here is shown only by a start that succeeds.
  const { generatedPassword } = await ensureAdmin(platform.db, { password: config.adminPassword });
  await composition.system.heartbeat.start();
  if (config.role !== 'api') await startWork(open, composition);
  return {
    url: app?.url ?? null,
    generatedPassword,
    lost: database.lost,
    stop: async (seconds = 30) => {
      await app?.close();
      await queue.stop(seconds);
      await composition.system.heartbeat.stop();
      composition.system.metrics.stop();
      advisories.stop();
      await open.close();
    },
  };
}

async function startWork({ queue }: OpenPlatform, { features, analyses }: Composition): Promise<void> {
  await queue.start(
    features.flatMap(({ jobs = [] }) => jobs),
    features.flatMap(({ schedules = [] }) => schedules),
  );
  await analyses.recover();
}

interface Listening {
  readonly open: OpenPlatform;
  readonly options: StartOptions;
  readonly composition: Composition;
  readonly signIn: ReturnType<typeof createAuthenticator>;
  readonly log: ProcessLog;
}

async function listen({ open, options: { config }, composition, signIn, log }: Listening) {
  const { features, events, system } = composition;
  const app = await createServer({
    routes: features.flatMap(({ routes }) => routes),
    db: open.platform.db,
    log,
    identify: identifyWith(signIn),
    bodyLimit: config.bodyLimit,
    requestsPerMinute: config.rateLimit,
    trustProxy: config.trustProxy,
    audit: events.auditor,
    done: system.metrics.done,
    extend: (app) => {
      servePages(app);
      system.extend(app);
    },
    ...(config.tls === null ? {} : { tls: await readTls(config.tls) }),
  });
  const url = await listenAt(app, config);
  return { url: config.publicUrl ?? url, close: () => app.close() };
}

async function listenAt(app: Awaited<ReturnType<typeof createServer>>, { host, port }: Config): Promise<string> {
  try {
    return await app.listen({ host, port });
  } catch (error) {
    const because = codeOf(error);
    if (because === 'EADDRINUSE') throw configErrors.PORT_TAKEN({ host, port }, { cause: error });
    if (because === undefined) throw error;
    throw configErrors.CANNOT_LISTEN({ host, port, because }, { cause: error });
  }
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

/** Bytes of a PEM file. */
const longestPem = 2 ** 20;

async function readTls({ cert, key }: NonNullable<Config['tls']>): Promise<{ cert: string; key: string }> {
  return { cert: await readTextFile(cert, longestPem), key: await readTextFile(key, longestPem) };
}

function analyzerOf({ config, programs, environment }: StartOptions) {
  if (programs === undefined) return inlineAnalyzer;
  const { deadline, memory } = config.analyses;
  return processAnalyzer({ url: programs.analysis, deadline, memory, workers: 2, environment });
}

function feedBuilderOf({ programs }: StartOptions) {
  return programs === undefined ? inProcessBuilder : processBuilder([process.execPath, programs.feeds.pathname]);
}
