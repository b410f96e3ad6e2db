import type { Scope } from '../../kernel/db/index.ts';

/** Kinds of what clients upload about an image. */
export type ImportKind =
  | 'packages'
  | 'manifest'
  | 'parent_manifest'
  | 'image_config'
  | 'dockerfile'
  | 'content_searches'
  | 'secret_searches'
  | 'file_contents';

/** What a client says when all parts are there. */
export interface ImportManifest {
  readonly operationId: string;
  /** The digest of the image, as the client has it. */
  readonly digest: string;
  readonly parentDigest?: string;
  /** Hex, without the algorithm. */
  readonly imageId?: string;
  /** Digests of the uploaded parts. */
  readonly contents: { readonly [K in ImportKind]?: string | undefined };
}

/** What other features may ask of imports. */
export interface Imports {
  /**
   * Checks that the named parts are there and gives the Dockerfile among them. IMPORT_NOT_FOUND, IMPORT_CLOSED, IMPORT_PART_MISSING.
   * Runs in the caller's transaction and locks the operation.
   */
  check(scope: Scope, manifest: ImportManifest): Promise<{ readonly dockerfile?: string }>;
  /** Gives the parts to the analysis of the image; parts that were not named are dropped. Same transaction. */
  queue(scope: Scope, manifest: ImportManifest): Promise<void>;
  /** Ends the operation without an analysis: the image is known already. Same transaction. */
  discard(scope: Scope, operationId: string): Promise<void>;
  /** The parts that wait for the analysis of an image, one after another. */
  parts(scope: Scope, digest: string): AsyncIterable<ImportPart>;
  /** Tells how far the analysis of an image is; when it is over the parts are dropped. Runs in the caller's transaction, if there is one. */
  settle(scope: Scope, digest: string, status: 'processing' | 'complete' | 'failed'): Promise<void>;
}

/** An uploaded part. */
export interface ImportPart {
  readonly kind: ImportKind;
  /** Gzip of the bytes. */
  readonly body: Uint8Array;
  /** Plain bytes. */
  readonly size: number;
}
