import type { CodedError } from '@gantry/core';

/** What a statement gave. */
export interface SqlReply {
  readonly rows: readonly unknown[];
  /** Rows that were written; undefined where nothing is. */
  readonly affected: number | undefined;
}

/** One session of the embedded engine: one statement at a time. */
export interface SqlSession {
  /** Runs a statement; without `params` the text may hold several, and the reply is that of the last. */
  query(text: string, params?: readonly unknown[]): Promise<SqlReply>;
  close(): Promise<void>;
  /** Settles when the engine dies before `close`. */
  readonly lost: Promise<CodedError>;
}

/** A statement beside the query builder, for the queue: text of any number of statements, or one with values. */
export type RunSql = (text: string, values?: readonly unknown[]) => Promise<{ readonly rows: readonly unknown[] }>;

/** Values of these types look alike from both engines: bigint as number, date as text, bytea as bytes, interval as text. */
export const typeIds = { bytea: 17, bigint: 20, bigints: 1016, date: 1082, interval: 1186 } as const;

const facts = ['code', 'detail', 'hint', 'constraint', 'table', 'schema', 'column', 'severity', 'where'] as const;

/** What an engine says of a failed statement, as plain data; the statement and its values are left out, they may hold secrets. */
export interface SqlFailure {
  readonly message: string;
  readonly facts: Readonly<Record<string, string>>;
}

/** Takes an error of an engine apart. */
export function toFailure(error: unknown): SqlFailure {
  const from = error as Readonly<Record<string, unknown>>;
  const known = facts.flatMap((name) => (typeof from[name] === 'string' ? [[name, from[name] as string]] : []));
  return { message: error instanceof Error ? error.message : String(error), facts: Object.fromEntries(known) };
}

/** The error again, with the fields that the driver of PostgreSQL gives: `code` is the SQLSTATE. */
export function fromFailure({ message, facts: known }: SqlFailure): Error {
  return Object.assign(new Error(message), known);
}
