import type { Digest, Distro, Inspection, InspectionPart, Package, Unread } from '@gantry/core';
import type { FileReading, FileSelector, ScannedFile } from '../cataloging/define-cataloger.ts';
import type { SumAlgorithm, SumOrder } from '../cataloging/file-sums.ts';
import type { FileTree, TreeEntry } from '../filetree/types.ts';
import type { InspectionWish } from './wish.ts';

/** The half of an inspector that runs in a worker, once for each file that a layer brings. */
export interface InspectorReader<F> {
  /** As catalogers have it. `**` wants every regular file. */
  readonly reads: readonly FileSelector[];
  /** Facts must survive JSON and depend on the file (and the options) alone: they are cached by layer. */
  read(file: ScannedFile): FileReading<F>;
}

/** What the reader made of a file. */
export interface InspectedFile<F> {
  /** Where it is visible; for one that is not, its path in the layer. */
  readonly path: string;
  /** Diff id of the layer; absent outside images. */
  readonly layer?: Digest;
  /** False: deleted or replaced by a later layer. Only inspectors of every layer see such files. */
  readonly visible: boolean;
  /** Null when it was not read: `unread` tells why. */
  readonly facts: F | null;
  readonly unread: readonly { readonly path?: string; readonly code: string; readonly because: string }[];
}

/** A visible entry with what was noted of it while its layer streamed by. */
export interface IndexedEntry {
  readonly entry: TreeEntry;
  /** Of a regular file; null when it was not hashed. */
  readonly sha256: Digest | null;
  /** The raw value of `security.capability`. */
  readonly capability: Uint8Array | null;
}

/** What inspectors may ask when they put facts together. */
export interface InspectContext<O = unknown> {
  readonly options: O;
  readonly tree: FileTree;
  readonly distro: Distro | null;
  /** Packages of the bill, with their ids. */
  readonly packages: readonly Package[];
  /** Every visible entry, in code-unit order of paths. Digests are there when the inspector declares `sums` of all files by SHA-256. */
  entries(): Iterable<IndexedEntry>;
  /**
   * Digests in hex (`path` to digest) of visible regular files, from the pass where they are there, else by reading their layers once more.
   * Files that cannot be hashed are missing.
   */
  digests(wanted: readonly WantedDigest[]): Promise<ReadonlyMap<string, string>>;
}

/** A digest of a visible regular file. */
export interface WantedDigest {
  /** Its own path, symlinks followed. */
  readonly path: string;
  readonly algorithm: SumAlgorithm;
}

/** What an inspector found. */
export interface InspectorResult<P extends InspectionPart> {
  readonly found: NonNullable<Inspection[P]>;
  /** What could not be looked at, besides the `unread` of its files. */
  readonly unread?: readonly Omit<Unread, 'by'>[];
}

/**
 * An inspector in two steps, like a cataloger: `reader` looks at files in a worker (its facts are cached by layer, `revision` and options),
 * `assemble` makes one part of the inspection of them, once for each artifact.
 */
export interface Inspector<P extends InspectionPart = InspectionPart, O = unknown, F = unknown> {
  /** Same as the folder. */
  readonly name: string;
  /** The part that it collects. */
  readonly part: P;
  /** One sentence for the documentation. */
  readonly about: string;
  /** Raise it whenever the same bytes and options give other facts or another part. */
  readonly revision: number;
  /** Digests that are taken while layers stream by: of all files (`entries()` has those by SHA-256), or of those below some folders. */
  readonly sums?: readonly Omit<SumOrder, 'rows'>[];
  /** What it needs of the wish, as plain data: it reaches the worker, and is part of the cache key. Null: nothing to do. */
  options(wish: InspectionWish): O | null;
  /** Does it see files that are no longer visible, too? */
  everyLayer?(options: O): boolean;
  /** Made once in each worker: the place to compile patterns. Absent when it looks at no content. */
  reader?(options: O): InspectorReader<F>;
  /** `files` in order of paths, then layers. */
  assemble(
    files: readonly InspectedFile<F>[],
    context: InspectContext<O>,
  ): InspectorResult<P> | Promise<InspectorResult<P>>;
}

/** Checks a declaration at compile time and erases its types for the registry. */
export function defineInspector<P extends InspectionPart, O, F>(inspector: Inspector<P, O, F>): Inspector {
  // The runner hands each step only what the step before gave, which the erased type cannot say.
  return inspector as unknown as Inspector;
}
