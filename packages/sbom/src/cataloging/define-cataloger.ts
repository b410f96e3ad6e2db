import type { Distro, PackageDraft, PackageKind, Relationship, Unread } from '@gantry/core';
import type { RandomAccess } from '@gantry/io/files';
import type { FileTree } from '../filetree/types.ts';

/**
 * What a cataloger wants to see. Globs match the path without its leading slash; `**` spans folders, `*` a part of a
 * name, `{a,b}` alternatives. Magic matches the first bytes of regular files of any name.
 */
export interface FileSelector {
  readonly globs?: readonly string[];
  readonly magic?: readonly ('elf' | 'pe' | 'macho')[];
  /** Larger files are not opened but reported as unread. Bytes; default 64 MiB. */
  readonly maxBytes?: number;
}

/** A regular file under the reader's eyes: content by position, name for context only. */
export interface ScannedFile {
  /** Absolute path inside the artifact. */
  readonly path: string;
  readonly size: number;
  readonly mode: number;
  readonly content: RandomAccess;
}

/** What reading one file gave: facts that survive structured clone and JSON, and what was not understood. */
export interface FileReading<F> {
  readonly facts: F | null;
  readonly unread?: readonly { readonly path?: string; readonly code: string; readonly because: string }[];
}

/** Facts of a file that is visible after all layers. */
export interface VisibleFacts<F> {
  readonly path: string;
  /** Diff id of the layer; absent for directories. */
  readonly layer?: string;
  readonly facts: F;
}

/** What catalogers may ask when they put facts together. */
export interface AssembleContext {
  readonly tree: FileTree;
  readonly distro: Distro | null;
}

/** A package that needs no id yet; `ref` lets edges of the same result name it. */
export interface CatalogResult {
  readonly packages: readonly PackageDraft[];
  readonly unread?: readonly Omit<Unread, 'by'>[];
  /** Edges between `packages` of this result, by index. */
  readonly relationships?: readonly {
    readonly from: number;
    readonly to: number;
    readonly type: Relationship['type'];
  }[];
}

/**
 * A cataloger in two steps. `read` turns one file into facts: it runs in a worker, once per layer that holds the file,
 * and its result is cached by layer, so it must depend on the file alone. `assemble` turns the facts of the visible
 * files into packages: it runs once per artifact and sees the whole tree, but no content.
 */
export interface Cataloger<F = unknown> {
  /** Same as the folder. */
  readonly name: string;
  /** Raise it whenever `read` gives other facts for the same bytes: it is part of the cache key. */
  readonly revision: number;
  /** One sentence for the documentation. */
  readonly about: string;
  readonly reads: readonly FileSelector[];
  readonly yields: readonly PackageKind[];
  read(file: ScannedFile): FileReading<F>;
  assemble(files: readonly VisibleFacts<F>[], context: AssembleContext): CatalogResult;
}

/** Checks a declaration at compile time and erases its facts type for the registry. */
export function defineCataloger<F>(cataloger: Cataloger<F>): Cataloger {
  // The runner hands `assemble` only what `read` of the same cataloger gave, which the erased type cannot say.
  return cataloger as unknown as Cataloger;
}
