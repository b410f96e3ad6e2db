import type { CodedError } from '@gantry/core';

/** An entry of a reading's `unread` list: what a coded error says, as data. */
export interface UnreadNote {
  readonly path?: string;
  readonly code: string;
  readonly because: string;
}

/** Turns a coded error into an entry of the `unread` list. */
export function unreadNote(error: CodedError, path?: string): UnreadNote {
  const note = { code: error.code, because: error.message };
  return path === undefined ? note : { path, ...note };
}
