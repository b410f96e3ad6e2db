import { isCodedError } from '@gantry/core';
import { bytesOfText, textOfBytes } from '@gantry/io/archive';
import { type FoundPath, findBelow, openBelow, walkFolder } from '@gantry/io/files';
import { sbomErrors } from '../errors.ts';
import { rowCode } from '../filetree/layer-index.ts';
import { LayerIndexBuilder } from '../filetree/layer-index-builder.ts';
import { Dispatcher, type Want } from './dispatcher.ts';
import { ExtrasTaker } from './extras-taker.ts';
import { FactsList } from './facts-list.ts';
import type { ExtrasOrder } from './file-sums.ts';
import type { LayerScan } from './layer-scan.ts';
import type { ScanLimits } from './limits.ts';
import { magicBytes } from './magic.ts';
import type { Reader } from './reader.ts';
import { aboutLayer, type Reread, type ScanWatch, type SkippedRead, wantsOf } from './scan-layer.ts';
import { UnreadList } from './unread-list.ts';

/** A folder (or one file in it) to read; it can be sent to another thread. */
export interface FolderJob {
  readonly kind: 'folder';
  /** Absolute path on the host. */
  readonly root: string;
  /** Only this file directly in the folder, whatever else lies there. */
  readonly file?: string;
  readonly limits: ScanLimits;
  readonly skip: readonly SkippedRead[];
  readonly rereads?: readonly Reread[];
  readonly extras?: ExtrasOrder;
}

/** Walks a folder as `scanLayer` walks a layer: symlinks are never followed, what cannot be looked at is reported. */
export async function scanFolder(job: FolderJob, readers: readonly Reader[], watch?: ScanWatch): Promise<LayerScan> {
  const scanner = new FolderScanner(job, readers, watch);
  const only = job.file === undefined ? null : bytesOfText(job.file);
  if (only === null) walkFolder(job.root, scanner);
  else scanner.single(only);
  return scanner.scan();
}

const codes = {
  file: rowCode.file,
  directory: rowCode.directory,
  symlink: rowCode.symlink,
  special: rowCode.special,
} as const;

class FolderScanner {
  private readonly job: FolderJob;
  private readonly readers: readonly Reader[];
  private readonly watch: ScanWatch | undefined;
  private readonly dispatcher: Dispatcher;
  private readonly facts: FactsList;
  private readonly builder = new LayerIndexBuilder();
  private readonly unread = new UnreadList();
  private readonly only: ReadonlyMap<number, readonly Want[]> | null;
  private readonly skipped: ReadonlySet<string>;
  private readonly extras: ExtrasTaker | null;
  private full = false;

  constructor(job: FolderJob, readers: readonly Reader[], watch: ScanWatch | undefined) {
    this.job = job;
    this.readers = readers;
    this.watch = watch;
    this.dispatcher = new Dispatcher(readers, job.limits.maxFileBytes);
    this.facts = new FactsList(readers, job.limits, watch);
    this.extras = job.extras === undefined ? null : new ExtrasTaker(job.extras);
    this.only = wantsOf(job.rereads, readers, this.dispatcher);
    this.skipped = new Set(job.skip.map(({ reader, row }) => `${row} ${reader}`));
  }

  found(entry: FoundPath): boolean {
    const { maxEntries, maxNameBytes } = this.job.limits;
    this.full =
      this.builder.rows >= maxEntries || this.builder.textBytes + entry.path.length + entry.link.length > maxNameBytes;
    if (this.full) return false;
    const row = this.builder.add({ ...entry, type: codes[entry.kind] });
    if (entry.kind === 'file') this.read(row, entry);
    return true;
  }

  /** One file of the folder, as if it were alone there. */
  single(name: string): void {
    const entry = findBelow(this.job.root, name, this);
    if (entry !== null) this.found(entry);
  }

  unreadable(path: string, because: string): void {
    const error = sbomErrors.ENTRY_UNREADABLE({ because });
    this.unread.add({ path: `/${textOfBytes(path)}`, by: 'folder', code: error.code, because: error.message });
  }

  scan(): LayerScan {
    const { limits } = this.job;
    const unread = this.unread.list();
    if (this.full) unread.push(aboutLayer(sbomErrors.LAYER_ENTRIES({ limit: limits.maxEntries })));
    unread.push(...this.facts.lost());
    const scan = { index: this.builder.finish(), readings: this.facts.encode(), unread, complete: !this.full };
    return this.extras === null ? scan : { ...scan, extras: this.extras.extras() };
  }

  private read(row: number, entry: FoundPath): void {
    const path = textOfBytes(entry.path);
    const named = this.only === null ? this.dispatcher.byPath(path) : (this.only.get(row) ?? []);
    const sniff = this.only === null && this.dispatcher.looksAtMagic && entry.size >= magicBytes;
    if (named.length === 0 && !sniff && this.extras?.wants({ row, path }) !== true) return;
    try {
      const opened = openBelow(this.job.root, entry.path);
      try {
        this.watch?.bytes(0);
        this.extras?.take({ row, path, size: opened.content.size, stored: opened.content.size }, opened.content);
        const byHead = sniff ? this.dispatcher.byHead(opened.content.read(0, magicBytes)) : [];
        const file = { path: `/${path}`, size: opened.content.size, mode: entry.mode, content: opened.content };
        for (const want of named) this.offer(want, { row, magic: false }, file);
        for (const want of byHead)
          if (!named.some(({ reader }) => reader === want.reader)) this.offer(want, { row, magic: true }, file);
      } finally {
        opened.close();
      }
    } catch (error) {
      this.unreadable(entry.path, isCodedError(error) ? error.message : String(error));
    }
  }

  private offer(want: Want, at: { row: number; magic: boolean }, file: Parameters<Reader['read']>[0]): void {
    const { reader, maxBytes, path } = want;
    if (this.skipped.has(`${at.row} ${this.readers[reader]?.name ?? ''}`)) return;
    const task = { ...at, reader, ...(path === undefined ? {} : { as: path }) };
    const refused = file.size > maxBytes ? sbomErrors.FILE_TOO_LARGE({ size: file.size, limit: maxBytes }) : null;
    if (refused !== null) this.facts.refuse(task, { code: refused.code, because: refused.message });
    else this.facts.read(task, path === undefined ? file : { ...file, path });
  }
}
