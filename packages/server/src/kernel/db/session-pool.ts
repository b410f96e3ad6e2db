import type { PostgresPool, PostgresPoolClient, PostgresQueryResult } from 'kysely';
import { dbErrors } from './errors.ts';
import type { RunSql, SqlSession } from './session.ts';

/** Whoever waits longer has most likely asked for the session while holding it. */
const patienceSeconds = 60;

/** A pool of one: whoever holds the session makes the others wait, in the order in which they came. */
export interface SessionPool extends PostgresPool {
  readonly run: RunSql;
}

/** Hands a session from one caller to the next. DB_SESSION_BUSY when the turn does not come. Ending the pool waits for the turn, keeps it, and leaves the session open; it may be ended twice. */
export function createSessionPool(session: SqlSession, patience = patienceSeconds): SessionPool {
  const turns = createTurns(patience);
  const run: RunSql = async (text, values) => {
    const release = await turns.take();
    try {
      return await session.query(text, values);
    } catch (error) {
      // Several statements in one text may have begun a transaction.
      if (values === undefined) await session.query('rollback').catch(() => undefined);
      throw error;
    } finally {
      release();
    }
  };
  const connect = async () => clientOf(session, await turns.take());
  let ended: Promise<unknown> | undefined;
  const end = async (): Promise<void> => {
    ended ??= turns.take();
    await ended;
  };
  return { connect, run, end };
}

function clientOf(session: SqlSession, release: () => void): PostgresPoolClient {
  const query = async (text: string, values: readonly unknown[]) => {
    const { rows, affected } = await session.query(text, values);
    // The dialect looks at the command only to know whether the count means written rows.
    return { command: affected === undefined ? 'SELECT' : 'UPDATE', rowCount: affected ?? rows.length, rows };
  };
  return {
    query: query as unknown as PostgresPoolClient['query'] & (() => Promise<PostgresQueryResult<never>>),
    release,
  };
}

interface Turns {
  /** Waits for the turn; the result ends it. */
  take(): Promise<() => void>;
}

function createTurns(patience: number): Turns {
  const waiting: (() => void)[] = [];
  let taken = false;
  const next = (): void => {
    const first = waiting.shift();
    if (first === undefined) taken = false;
    else first();
  };
  const wait = () =>
    new Promise<void>((done, fail) => {
      const timer = setTimeout(() => {
        waiting.splice(waiting.indexOf(turn), 1);
        fail(dbErrors.SESSION_BUSY({ seconds: patience }));
      }, patience * 1000);
      const turn = (): void => {
        clearTimeout(timer);
        done();
      };
      waiting.push(turn);
    });
  return {
    take: async () => {
      if (taken) await wait();
      taken = true;
      let ended = false;
      return () => {
        if (!ended) next();
        ended = true;
      };
    },
  };
}
