import { type CodedError, isCodedError } from '@gantry/core';
import { readZipEntry, type ZipEntry } from '@gantry/io/archive';
import type { RandomAccess } from '@gantry/io/files';
import { sbomErrors } from '../../errors.ts';
import { type UnreadNote, unreadNote } from '../_shared/unread.ts';
import { type Budget, limits } from './budget.ts';
import type { ArchiveFacts } from './facts.ts';

/** One archive on the way down: its content and where it lies. */
export interface OpenArchive {
  readonly content: RandomAccess;
  readonly inner: string;
  readonly parent: number | null;
  readonly depth: number;
}

/** What is kept while one file is read. */
export interface ReadingState {
  readonly path: string;
  readonly budget: Budget;
  readonly archives: ArchiveFacts[];
  readonly notes: UnreadNote[];
  omitted: number;
}

/** The bytes of a small entry, or null with a note when they cannot be had. */
export function readSmall(
  archive: OpenArchive,
  entry: ZipEntry,
  how: { readonly state: ReadingState; readonly limit: number },
): Uint8Array | null {
  const { state, limit } = how;
  const inner = `${archive.inner}!/${entry.name}`;
  if (entry.size <= limit && !state.budget.spend(entry.size)) {
    note(state, inner, sbomErrors.ARCHIVE_LIMIT({ because: 'the entries of this file are too large together' }));
    return null;
  }
  return attempt(state, inner, () => readZipEntry(archive.content, entry, limit));
}

/** Runs a step; a coded failure becomes a note and null, anything else is a fault of ours and goes up. */
export function attempt<T>(state: ReadingState, inner: string, step: () => T): T | null {
  try {
    return step();
  } catch (error) {
    if (!isCodedError(error)) throw error;
    note(state, inner, unreadError(error));
    return null;
  }
}

function unreadError(error: CodedError): CodedError {
  if (error.kind === 'unsupported') return sbomErrors.ARCHIVE_ENCRYPTED();
  const because = String(error.facts['because'] ?? error.message);
  return error.kind === 'limit' ? sbomErrors.ARCHIVE_LIMIT({ because }) : sbomErrors.ARCHIVE_BROKEN({ because });
}

/** Adds a note about something inside the file; past the limit they are only counted. */
export function note(state: ReadingState, inner: string, error: CodedError): void {
  if (state.notes.length >= limits.notes) state.omitted++;
  else state.notes.push(unreadNote(error, `${state.path}${inner}`));
}
