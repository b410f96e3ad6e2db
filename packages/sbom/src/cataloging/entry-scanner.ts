import { type TarContent, type TarEntry, type TarHandler, textOfBytes } from '@gantry/io/archive';
import { sbomErrors } from '../errors.ts';
import { type LayerIndex, rowCode } from '../filetree/layer-index.ts';
import { LayerIndexBuilder } from '../filetree/layer-index-builder.ts';
import { folderOf, maxNameBytes, maxPathBytes, nameOf, normalisePath } from '../filetree/path.ts';
import type { Dispatcher, Want } from './dispatcher.ts';
import type { ExtrasTaker } from './extras-taker.ts';
import type { FileCollector } from './file-collector.ts';
import type { ScanUnread } from './layer-scan.ts';
import type { ScanLimits } from './limits.ts';
import { UnreadList } from './unread-list.ts';

const kinds = {
  file: rowCode.file,
  directory: rowCode.directory,
  symlink: rowCode.symlink,
  hardlink: rowCode.hardlink,
  character: rowCode.special,
  block: rowCode.special,
  fifo: rowCode.special,
  other: rowCode.special,
} as const;
const whiteoutPrefix = '.wh.';
const opaqueName = '.wh..wh..opq';

/** Builds the index of a layer from its tar entries and sends wanted contents to the collector. */
export class EntryScanner implements TarHandler {
  readonly unread = new UnreadList();
  /** Set when a budget of entries or names is used up: nothing more is kept. */
  full = false;
  private readonly builder = new LayerIndexBuilder();
  private readonly dispatcher: Dispatcher;
  private readonly collector: FileCollector;
  private readonly limits: ScanLimits;
  private readonly only: ReadonlyMap<number, readonly Want[]> | null;
  private readonly extras: ExtrasTaker | null;

  /** `only`: a second pass that looks at nothing but these rows. */
  constructor(parts: {
    readonly dispatcher: Dispatcher;
    readonly collector: FileCollector;
    readonly limits: ScanLimits;
    readonly only?: ReadonlyMap<number, readonly Want[]> | null;
    readonly extras?: ExtrasTaker | null;
  }) {
    this.dispatcher = parts.dispatcher;
    this.only = parts.only ?? null;
    this.extras = parts.extras ?? null;
    this.collector = parts.collector;
    this.limits = parts.limits;
  }

  entry(entry: TarEntry): TarContent | null {
    if (this.full) return null;
    const path = this.acceptable(entry);
    if (path === null) return null;
    const name = nameOf(path);
    if (name.startsWith(whiteoutPrefix)) return this.marker(path, name);
    const row = this.add(path, entry);
    if (entry.kind !== 'file' || row < 0) return null;
    const taker = this.taker(textOfBytes(path), row, entry);
    if (this.extras === null) return taker;
    if (entry.capability !== undefined) this.extras.capability(row, entry.capability);
    return this.extras.tee({ row, path, size: entry.size, stored: entry.stored }, taker);
  }

  leftOut(name: string, why: 'type' | 'name'): void {
    if (why === 'type') this.refuse(name, sbomErrors.ENTRY_TYPE_UNKNOWN());
    else this.refuse(name, sbomErrors.ENTRY_NAME_TOO_LONG({ limit: maxPathBytes }));
  }

  /** The columns so far. */
  index(): LayerIndex {
    return this.builder.finish();
  }

  private taker(readable: string, row: number, entry: TarEntry): TarContent | null {
    const file = { row, path: `/${readable}`, size: entry.size, mode: entry.mode };
    if (this.only !== null) return this.collector.expect({ ...file, wants: this.only.get(row) ?? [], sniff: false });
    return this.collector.expect({
      ...file,
      wants: this.dispatcher.byPath(readable),
      sniff: this.dispatcher.looksAtMagic,
    });
  }

  private acceptable(entry: TarEntry): string | null {
    const path = normalisePath(entry.name);
    if (path === null || (path === '' && entry.kind !== 'directory'))
      return this.refuse(entry.name, sbomErrors.ENTRY_OUTSIDE());
    if (path.length > maxPathBytes || nameOf(path).length > maxNameBytes || entry.link.length > maxPathBytes) {
      return this.refuse(path, sbomErrors.ENTRY_NAME_TOO_LONG({ limit: maxPathBytes }));
    }
    return path;
  }

  /** Whiteouts (`.wh.name`) and opaque markers of the OCI layer format; what AUFS kept for itself is no file. */
  private marker(path: string, name: string): null {
    const hidden = name.slice(whiteoutPrefix.length);
    const folder = folderOf(path);
    if (name === opaqueName) this.row(folder, rowCode.opaque);
    else if (hidden === '' || hidden === '.' || hidden === '..') this.refuse(path, sbomErrors.WHITEOUT_INVALID());
    else if (!hidden.startsWith(whiteoutPrefix))
      this.row(folder === '' ? hidden : `${folder}/${hidden}`, rowCode.whiteout);
    return null;
  }

  private add(path: string, entry: TarEntry): number {
    const type = kinds[entry.kind];
    const link = type === rowCode.hardlink ? normalisePath(entry.link) : type === rowCode.symlink ? entry.link : '';
    if (link === null) {
      this.refuse(path, sbomErrors.ENTRY_OUTSIDE());
      return -1;
    }
    return this.row(path, type, { entry, link });
  }

  private row(path: string, type: number, stored?: { readonly entry: TarEntry; readonly link: string }): number {
    const { entry, link = '' } = stored ?? {};
    if (
      this.builder.rows >= this.limits.maxEntries ||
      this.builder.textBytes + path.length + link.length > this.limits.maxNameBytes
    ) {
      this.full = true;
      return -1;
    }
    return this.builder.add({
      path,
      link,
      type,
      mode: entry?.mode ?? 0,
      uid: entry?.uid ?? 0,
      gid: entry?.gid ?? 0,
      size: entry?.size ?? 0,
    });
  }

  private refuse(name: string, error: { readonly code: string; readonly message: string }): null {
    const line: ScanUnread = {
      path: `/${textOfBytes(name.slice(0, 300))}`,
      by: 'layer',
      code: error.code,
      because: error.message,
    };
    this.unread.add(line);
    return null;
  }
}
