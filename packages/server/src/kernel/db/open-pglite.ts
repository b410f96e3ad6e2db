import { PGlite } from '@electric-sql/pglite';
import { CompiledQuery, type DatabaseConnection, Kysely, PostgresDialect, type QueryResult } from 'kysely';
import type { Db } from './db.ts';
import type { Tables } from './tables.ts';

/** An embedded database in memory. */
export interface MemoryDatabase {
  readonly db: Db;
  /** All of it as a tar archive, from which others begin. */
  dump(): Promise<Uint8Array>;
  close(): Promise<void>;
}

/** An embedded database in memory: for tests. It begins empty, or as the one that was dumped: a fifth of the time. */
export async function openMemoryDatabase(dumped?: Uint8Array<ArrayBuffer>): Promise<MemoryDatabase> {
  const engine = await PGlite.create({
    parsers: { 20: Number },
    ...(dumped === undefined ? {} : { loadDataDir: new Blob([dumped]) }),
  });
  const connection = connectionTo(engine);
  const dialect = new PostgresDialect({ pool: async () => Promise.reject(new Error('unused')) });
  const db = new Kysely<Tables>({
    dialect: {
      createAdapter: () => dialect.createAdapter(),
      createIntrospector: (on) => dialect.createIntrospector(on),
      createQueryCompiler: () => dialect.createQueryCompiler(),
      createDriver: () => singleSession(connection),
    },
  });
  const close = async (): Promise<void> => {
    await db.destroy();
    await engine.close();
  };
  const dump = async (): Promise<Uint8Array> => {
    await engine.exec('checkpoint');
    return new Uint8Array(await (await engine.dumpDataDir('none')).arrayBuffer());
  };
  return { db, dump, close };
}

function connectionTo(engine: PGlite): DatabaseConnection {
  return {
    async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
      const { rows, affectedRows } = await engine.query<R>(sql, [...parameters]);
      return affectedRows === undefined ? { rows } : { rows, numAffectedRows: BigInt(affectedRows) };
    },
    async *streamQuery<R>(query: CompiledQuery): AsyncIterableIterator<QueryResult<R>> {
      yield await this.executeQuery<R>(query);
    },
  };
}

/** The engine has one session: whoever holds it makes the others wait. */
function singleSession(connection: DatabaseConnection) {
  let free = Promise.resolve();
  const releases = new WeakMap<DatabaseConnection, () => void>();
  const begin = (word: string) => (on: DatabaseConnection) =>
    on.executeQuery(CompiledQuery.raw(word)).then(() => undefined);
  return {
    init: async () => undefined,
    acquireConnection: async () => {
      const before = free;
      let release: () => void = () => undefined;
      free = new Promise((done) => {
        release = done;
      });
      await before;
      const held: DatabaseConnection = Object.create(connection);
      releases.set(held, release);
      return held;
    },
    releaseConnection: async (held: DatabaseConnection) => releases.get(held)?.(),
    beginTransaction: begin('begin'),
    commitTransaction: begin('commit'),
    rollbackTransaction: begin('rollback'),
    destroy: async () => undefined,
  };
}
