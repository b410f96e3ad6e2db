import { PGlite, type PGliteOptions } from '@electric-sql/pglite';
import { fromFailure, type SqlReply, type SqlSession, toFailure, typeIds } from './session.ts';

/** How the engine is opened. */
export interface EngineOptions {
  /** Folder of its files; absent: in memory. */
  readonly folder?: string;
  /** A dump that it begins with. */
  readonly dumped?: Uint8Array<ArrayBuffer>;
}

/** A session that can also be copied as a whole. */
export interface PgliteSession extends SqlSession {
  /** Every file of it as a tar archive. */
  dump(): Promise<Uint8Array<ArrayBuffer>>;
}

/** Major version of the engine that is built in. */
export const engineMajor = '18';

/** Opens the embedded engine in this thread. */
export async function openPgliteSession(options: EngineOptions = {}): Promise<PgliteSession> {
  const engine = await PGlite.create(engineOptions(options));
  return {
    query: async (text, params) => {
      try {
        return params === undefined ? await several(engine, text) : await one(engine, text, params);
      } catch (error) {
        throw fromFailure(toFailure(error));
      }
    },
    dump: async () => {
      await engine.exec('checkpoint');
      return new Uint8Array(await (await engine.dumpDataDir('none')).arrayBuffer());
    },
    close: () => engine.close(),
    lost: new Promise(() => undefined),
  };
}

function engineOptions({ folder, dumped }: EngineOptions): PGliteOptions {
  return {
    ...(folder === undefined ? {} : { dataDir: folder }),
    ...(dumped === undefined ? {} : { loadDataDir: new Blob([dumped]) }),
    parsers: { [typeIds.bigint]: Number, [typeIds.date]: (text: string) => text },
    // A quarter of the default: the server as a whole is to stay small while it idles.
    startParams: [...PGlite.defaultStartParams, '-c', 'shared_buffers=32MB', '-c', 'timezone=UTC'],
  };
}

async function one(engine: PGlite, text: string, params: readonly unknown[]): Promise<SqlReply> {
  const { rows, affectedRows } = await engine.query(text, [...params]);
  return { rows, affected: affectedRows };
}

async function several(engine: PGlite, text: string): Promise<SqlReply> {
  const last = (await engine.exec(text)).at(-1);
  return { rows: last?.rows ?? [], affected: last?.affectedRows };
}
