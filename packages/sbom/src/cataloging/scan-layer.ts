import { createHash } from 'node:crypto';
import { digestAlgorithm } from '@gantry/core';
import { type Inflated, inflate, TarWalk } from '@gantry/io/archive';
import { readPieces } from '@gantry/io/files';
import { sbomErrors } from '../errors.ts';
import type { BlobRef } from '../sources/_shared/source.ts';
import { Dispatcher, type Want } from './dispatcher.ts';
import { EntryScanner } from './entry-scanner.ts';
import { ExtrasTaker } from './extras-taker.ts';
import { FactsList, type ReadWatch } from './facts-list.ts';
import { FileCollector } from './file-collector.ts';
import type { ExtrasOrder } from './file-sums.ts';
import type { LayerScan, ScanUnread } from './layer-scan.ts';
import type { ScanLimits } from './limits.ts';
import type { Reader } from './reader.ts';

/** One layer to read; it can be sent to another thread. */
export interface LayerJob {
  readonly kind: 'layer';
  readonly blob: BlobRef;
  /** Digest of the stored bytes. */
  readonly digest: string;
  /** Digest of the unpacked bytes. */
  readonly diffId: string;
  readonly limits: ScanLimits;
  /** Reads that failed the scan before and are left out now: reader names and rows. */
  readonly skip: readonly SkippedRead[];
  /** A second pass: nothing but these rows are read, under these paths. */
  readonly rereads?: readonly Reread[];
  readonly extras?: ExtrasOrder;
}

/** A read that is left out. */
export interface SkippedRead {
  readonly reader: string;
  readonly row: number;
}

/** A row to read under another path than its own: a wanted file behind a link. */
export interface Reread {
  readonly row: number;
  readonly reader: string;
  /** Absolute path that it is read as. */
  readonly path: string;
}

/** Watches a scan from outside: bytes read so far and the reader at work. */
export interface ScanWatch extends ReadWatch {
  bytes(count: number): void;
}

/**
 * Reads one layer in a single pass: unpacks it, checks both digests, builds its index and lets readers see the files they want. Fails with
 * SBOM_BLOB_MISMATCH, SBOM_LAYER_DIFF_ID, or what the unpacking and the tar walk fail with; a used-up budget gives an incomplete scan.
 */
export async function scanLayer(job: LayerJob, readers: readonly Reader[], watch?: ScanWatch): Promise<LayerScan> {
  const { limits } = job;
  const dispatcher = new Dispatcher(readers, limits.maxFileBytes);
  const facts = new FactsList(readers, limits, watch);
  const extras = job.extras === undefined ? null : new ExtrasTaker(job.extras);
  const skipped = new Set(job.skip.map(({ reader, row }) => `${row} ${reader}`));
  const admits = (reader: number, row: number) =>
    skipped.size === 0 || !skipped.has(`${row} ${readers[reader]?.name ?? ''}`);
  const collector = new FileCollector({ dispatcher, facts, limits, admits });
  const only = wantsOf(job.rereads, readers, dispatcher);
  const scanner = new EntryScanner({ dispatcher, collector, limits, only, extras });
  const { inflated, trailing } = await readBlob(job, new TarWalk(scanner), watch);
  const unread: ScanUnread[] = scanner.unread.list();
  const cut = !inflated.complete
    ? sbomErrors.LAYER_BUDGET({ bytes: inflated.bytes })
    : scanner.full
      ? sbomErrors.LAYER_ENTRIES({ limit: limits.maxEntries })
      : null;
  if (cut !== null) unread.push(aboutLayer(cut));
  unread.push(...facts.lost());
  if (trailing) unread.push(aboutLayer(sbomErrors.LAYER_TRAILING()));
  const scan = { index: scanner.index(), readings: facts.encode(), unread, complete: cut === null };
  return extras === null ? scan : { ...scan, extras: extras.extras() };
}

/** The wishes of a second pass, by row. */
export function wantsOf(
  rereads: readonly Reread[] | undefined,
  readers: readonly Reader[],
  dispatcher: Dispatcher,
): Map<number, Want[]> | null {
  if (rereads === undefined) return null;
  const wants = new Map<number, Want[]>();
  for (const { row, reader, path } of rereads) {
    const position = readers.findIndex(({ name }) => name === reader);
    const maxBytes = dispatcher.byPath(path.slice(1)).find((want) => want.reader === position)?.maxBytes;
    if (maxBytes !== undefined) wants.set(row, [...(wants.get(row) ?? []), { reader: position, maxBytes, path }]);
  }
  return wants;
}

/** An entry of the unread list about the layer as a whole. */
export function aboutLayer(error: { readonly code: string; readonly message: string }): ScanUnread {
  return { path: '-', by: 'layer', code: error.code, because: error.message };
}

/** Both hashes and the walk in one pass. After a used-up budget the stored bytes are still hashed to their end. */
async function readBlob(
  job: LayerJob,
  walk: TarWalk,
  watch?: ScanWatch,
): Promise<{ inflated: Inflated; trailing: boolean }> {
  const stored = createHash(digestAlgorithm(job.digest));
  const unpacked = createHash(digestAlgorithm(job.diffId));
  let read = 0;
  const pieces = readPieces(job.blob, (piece) => {
    stored.update(piece);
    read += piece.length;
    watch?.bytes(piece.length);
  });
  const outcome = await attempt(() =>
    inflate(pieces, { ...job.limits, maxBytes: job.limits.maxLayerBytes }, (chunk) => {
      unpacked.update(chunk);
      walk.push(chunk);
    }),
  );
  for (const _rest of pieces);
  if ('error' in outcome && read < job.blob.length) throw outcome.error;
  checkDigest(job.digest, stored.digest('hex'));
  if ('error' in outcome) throw outcome.error;
  const inflated = outcome.value;
  if (!inflated.complete) return { inflated, trailing: false };
  walk.finish();
  const found = `${digestAlgorithm(job.diffId)}:${unpacked.digest('hex')}`;
  if (found !== job.diffId) throw sbomErrors.LAYER_DIFF_ID({ digest: job.digest, stated: job.diffId, found });
  return { inflated, trailing: walk.trailing };
}

/** A wrong digest explains a broken stream and not the other way round: it is told first. */
async function attempt<T>(run: () => Promise<T>): Promise<{ value: T } | { error: unknown }> {
  try {
    return { value: await run() };
  } catch (error) {
    return { error };
  }
}

function checkDigest(digest: string, found: string): void {
  const whole = `${digestAlgorithm(digest)}:${found}`;
  if (digest !== whole) throw sbomErrors.BLOB_MISMATCH({ digest, because: `its bytes have ${whole}` });
}
