import type { PostgresPool } from 'kysely';
import pg from 'pg';
import { dbErrors } from './errors.ts';
import { fromFailure, type RunSql, toFailure, typeIds } from './session.ts';

/** Oldest major version that the statements are tested with. */
const oldestMajor = 15;

/** A statement that takes longer is cut off; the schema's steps are not. */
const statementMinutes = 5;

/** A database on a server. */
export interface ServerPool extends PostgresPool {
  readonly run: RunSql;
}

/** How it is reached. */
export interface ServerOptions {
  /** postgres://user:password@host:port/database, with `sslmode`, `sslrootcert`, `sslcert` and `sslkey` as parameters. */
  readonly url: string;
  /** Connections at most. */
  readonly connections?: number | undefined;
  /** Told of connections that broke while idle; they are replaced. */
  onBroken?(because: string): void;
}

/** Connects to a PostgreSQL server. DB_URL_INVALID, DB_UNREACHABLE, DB_ENGINE_VERSION. No error carries the password. */
export async function openPostgres(options: ServerOptions): Promise<ServerPool> {
  const pool = createPool(options);
  pool.on('error', (error) => options.onBroken?.(error.message));
  const where = describe(new pg.Client(pool.options));
  const connect = async (): Promise<pg.PoolClient> => {
    try {
      return await pool.connect();
    } catch (error) {
      throw dbErrors.UNREACHABLE({ where, because: reason(error) });
    }
  };
  const run: RunSql = (text, values) => runOn(connect, text, values);
  let ended: Promise<void> | undefined;
  const end = (): Promise<void> => {
    ended ??= pool.end();
    return ended;
  };
  const opened: ServerPool = { connect: connect as PostgresPool['connect'], run, end };
  try {
    await checkVersion(run);
    return opened;
  } catch (error) {
    await end();
    throw error;
  }
}

function createPool({ url, connections = 10 }: ServerOptions): pg.Pool {
  if (!/^postgres(ql)?:\/\//.test(url)) throw dbErrors.URL_INVALID();
  try {
    return new pg.Pool({
      connectionString: url,
      max: connections,
      connectionTimeoutMillis: 15_000,
      idleTimeoutMillis: 60_000,
      keepAlive: true,
      application_name: 'gantry',
      types: { getTypeParser },
      verify: (client: pg.PoolClient, done: (error?: Error) => void) => {
        client.query(sessionSettings).then(() => done(), done);
      },
    } as pg.PoolConfig);
  } catch {
    throw dbErrors.URL_INVALID();
  }
}

/** Set by statements, not by start-up parameters: connection poolers in between refuse those. */
const sessionSettings = `set timezone = 'UTC'; set statement_timeout = '${statementMinutes}min'; set idle_in_transaction_session_timeout = '2min'`;

const bigintArray = pg.types.getTypeParser(1016 as 20);
const bytes = pg.types.getTypeParser(typeIds.bytea);

const parsers: Readonly<Record<number, (text: string) => unknown>> = {
  [typeIds.bigint]: Number,
  [typeIds.bigints]: (text) => (bigintArray(text) as unknown as string[]).map(Number),
  [typeIds.bytea]: (text) => plainBytes(bytes(text) as unknown as Uint8Array),
  [typeIds.date]: String,
  [typeIds.interval]: String,
};

function getTypeParser(id: number, format?: 'text' | 'binary'): unknown {
  return parsers[id] ?? pg.types.getTypeParser(id as 20, format as 'text');
}

/** Without the methods of Buffer, some of which differ in meaning. */
function plainBytes({ buffer, byteOffset, byteLength }: Uint8Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

async function runOn(connect: () => Promise<pg.PoolClient>, text: string, values?: readonly unknown[]) {
  const client = await connect();
  try {
    const result = await client.query(text, values === undefined ? undefined : [...values]);
    return { rows: [result].flat().at(-1)?.rows ?? [] };
  } catch (error) {
    // Several statements in one text may have begun a transaction.
    if (values === undefined) await client.query('rollback').catch(() => undefined);
    throw fromFailure(toFailure(error));
  } finally {
    client.release();
  }
}

async function checkVersion(run: RunSql): Promise<void> {
  const { rows } = await run("select current_setting('server_version_num')::int / 10000 as major");
  const { major } = rows[0] as { major: number };
  if (major < oldestMajor) throw dbErrors.ENGINE_VERSION({ found: major, needed: `${oldestMajor} or newer` });
}

/** A client that is not connected has read the address, whatever its form. */
function describe({ host, port, database }: pg.Client): string {
  return `${host}:${port}/${database ?? ''}`;
}

function reason(error: unknown): string {
  const { message, code } = error as { message?: string; code?: string };
  return message || code || 'no reason given';
}
