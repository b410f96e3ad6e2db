import type { SqlFailure, SqlReply } from './session.ts';

/** What the database's thread is started with. */
export interface WorkerStart {
  readonly folder: string;
}

/** Asks the thread for a statement, or to close. */
export interface WorkerAsk {
  readonly id: number;
  readonly close?: true;
  readonly text?: string;
  readonly params?: readonly unknown[] | undefined;
}

/** Its answer; id 0 says that the engine is open, or why it is not. */
export interface WorkerAnswer {
  readonly id: number;
  readonly reply?: SqlReply;
  readonly failure?: SqlFailure;
}
