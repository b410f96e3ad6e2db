import { closeSync, openSync, readSync, unlinkSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { type Entry, encodeEntry, placeEntry } from './entries.ts';

/** Sorts more entries than fit into memory, by key bytes and then in the order they were added. */
export interface ExternalSorter {
  add(key: string, value: Uint8Array): void;
  /** Every entry, in order; the entry's bytes are valid until the next step. Can be run once; removes its files at the end. */
  sorted(): Generator<Entry>;
  /** Removes the files of a sorter that is given up. */
  discard(): void;
}

/** What an entry in memory costs beside its bytes, measured roughly. */
const overhead = 160;

/**
 * A sorter that keeps at most `budget` bytes in memory and writes sorted runs into `folder` under names that begin with
 * `name`. The folder belongs to the caller, who removes it.
 */
export function createExternalSorter(options: {
  readonly folder: string;
  readonly name: string;
  readonly budget: number;
}): ExternalSorter {
  const runs: string[] = [];
  let held: HeldEntry[] = [];
  let size = 0;

  function spill(): void {
    const path = join(options.folder, `${options.name}-${runs.length}.run`);
    runs.push(path);
    writeRun(path, held.sort(byKey));
    held = [];
    size = 0;
  }
  function discard(): void {
    for (const path of runs.splice(0)) unlinkSync(path);
    held = [];
  }
  return {
    add(key, value) {
      const keyBytes = Buffer.from(key, 'utf8');
      held.push({ bytes: encodeEntry(keyBytes, value), keyLength: keyBytes.length });
      size += keyBytes.length + value.length + overhead;
      if (size > options.budget) spill();
    },
    *sorted() {
      if (runs.length === 0) {
        for (const entry of held.sort(byKey)) yield toEntry(entry.bytes);
      } else {
        if (held.length > 0) spill();
        yield* mergeRuns(runs);
      }
      discard();
    },
    discard,
  };
}

interface HeldEntry {
  readonly bytes: Buffer;
  readonly keyLength: number;
}

function byKey(a: HeldEntry, b: HeldEntry): number {
  const left = placeEntry(a.bytes, 0);
  const right = placeEntry(b.bytes, 0);
  return a.bytes.compare(b.bytes, right.keyAt, right.valueAt, left.keyAt, left.valueAt);
}

function toEntry(bytes: Buffer): Entry {
  const place = placeEntry(bytes, 0);
  return { key: bytes.subarray(place.keyAt, place.valueAt), value: bytes.subarray(place.valueAt, place.end) };
}

const writeChunk = 1 << 20;

function writeRun(path: string, entries: readonly HeldEntry[]): void {
  const descriptor = openSync(path, 'wx');
  try {
    let chunk: Buffer[] = [];
    let size = 0;
    for (const { bytes } of entries) {
      chunk.push(bytes);
      size += bytes.length;
      if (size < writeChunk) continue;
      writeFully(descriptor, Buffer.concat(chunk));
      chunk = [];
      size = 0;
    }
    writeFully(descriptor, Buffer.concat(chunk));
  } finally {
    closeSync(descriptor);
  }
}

function writeFully(descriptor: number, bytes: Buffer): void {
  for (let done = 0; done < bytes.length; ) done += writeSync(descriptor, bytes, done);
}

function* mergeRuns(paths: readonly string[]): Generator<Entry> {
  const readers = paths.map((path) => createRunReader(path));
  try {
    for (;;) {
      let least: RunReader | null = null;
      for (const reader of readers) {
        if (reader.entry && (!least?.entry || reader.entry.key.compare(least.entry.key) < 0)) least = reader;
      }
      if (!least?.entry) return;
      yield least.entry;
      least.advance();
    }
  } finally {
    for (const reader of readers) reader.close();
  }
}

interface RunReader {
  entry: Entry | null;
  advance(): void;
  close(): void;
}

const readChunk = 256 * 1024;

/** Reads a run from its start, holding one chunk, or one entry when that is larger. */
function createRunReader(path: string): RunReader {
  const descriptor = openSync(path, 'r');
  let chunk = Buffer.alloc(0);
  let at = 0;

  function refill(): boolean {
    const rest = chunk.subarray(at);
    const next = Buffer.allocUnsafe(rest.length + Math.max(readChunk, rest.length));
    rest.copy(next);
    const got = readSync(descriptor, next, rest.length, next.length - rest.length, null);
    chunk = next.subarray(0, rest.length + got);
    at = 0;
    return got > 0;
  }
  const reader: RunReader = {
    entry: null,
    advance() {
      let place = placeEntry(chunk, at);
      while (place.end < 0 && refill()) place = placeEntry(chunk, at);
      reader.entry = place.end < 0 ? null : toEntry(chunk.subarray(at, place.end));
      at = place.end < 0 ? at : place.end;
    },
    close: () => closeSync(descriptor),
  };
  reader.advance();
  return reader;
}
