import type { Bill } from '@gantry/core';
import type { Row, Scope } from '../../kernel/db/index.ts';

/** Kinds of documents that are kept beside an image. */
export type DocumentKind =
  | 'bill'
  | 'manifest'
  | 'config'
  | 'parent_manifest'
  | 'files'
  | 'content_searches'
  | 'secret_searches'
  | 'file_contents'
  | 'inspection_files'
  | 'inspection_content_search'
  | 'inspection_secret_search'
  | 'inspection_retrieved_files'
  | 'inspection_verification'
  | 'inspection_hardening'
  | 'inspection_malware'
  | 'inspection_unread'
  | 'attachments';

/** What other features may ask of the catalogue of images. */
export interface Images {
  /** IMAGE_NOT_FOUND. */
  get(scope: Scope, digest: string): Promise<Row<'image'>>;
  /** The image, analyzed: IMAGE_NOT_FOUND, IMAGE_NOT_ANALYZED (says the state and, when it failed, why). */
  analyzed(scope: Scope, digest: string): Promise<Row<'image'>>;
  /** Newest first. */
  tags(scope: Scope, digest: string): Promise<readonly Row<'image_tag'>[]>;
  /** The bill of an analyzed image. Errors as `analyzed`. */
  bill(scope: Scope, digest: string): Promise<Bill>;
  /** The plain bytes of a document, or null when the image has none of this kind. */
  document(scope: Scope, digest: string, kind: DocumentKind): Promise<Uint8Array | null>;
  /** Which documents there are, with the digests of their bytes. */
  documents(scope: Scope, digest: string): Promise<ReadonlyMap<DocumentKind, string>>;
  /** Images of the account whose layers are a prefix of this image's, most shared layers first. */
  ancestors(scope: Scope, digest: string): Promise<readonly Row<'image'>[]>;
  /** Adds the image that a tag or digest names (as `POST /images` does) and enqueues its analysis: for watchers. */
  addFromRegistry(scope: Scope, reference: string, options?: { readonly force?: boolean }): Promise<Row<'image'>>;
}
