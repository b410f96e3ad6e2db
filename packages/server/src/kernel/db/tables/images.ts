import type { Json, JsonOrNull, MadeTime, OrNull, Time, TimeOrNull } from './columns.ts';

/** How far the reading of an image is. */
export type AnalysisStatus = 'not_analyzed' | 'analyzing' | 'analyzed' | 'analysis_failed';

/** An image in the catalogue of an account. */
export interface ImageTable {
  account: string;
  digest: string;
  parent_digest: string;
  image_id: string;
  status: 'active' | 'inactive' | 'disabled' | 'deleting';
  analysis_status: AnalysisStatus;
  /** `{from_status, to_status, timestamp, source}` each, oldest first. */
  analysis_history: Json<readonly unknown[]>;
  /** The coded error of the last failed analysis. */
  analysis_error: JsonOrNull<{ readonly code: string; readonly message: string }>;
  annotations: Json<Readonly<Record<string, string>>>;
  created_at: MadeTime;
  last_updated: MadeTime;
  analyzed_at: TimeOrNull;
  arch: OrNull<string>;
  distro: OrNull<string>;
  distro_version: OrNull<string>;
  size: OrNull<number>;
  layer_count: OrNull<number>;
  dockerfile: OrNull<string>;
  dockerfile_mode: OrNull<'Actual' | 'Guessed'>;
  /** Digest of the native SBOM: the first of the five inputs of a verdict. */
  sbom_digest: OrNull<string>;
  /** How it came: pulled by the server or imported. */
  origin: 'registry' | 'import';
  /** `registry/repository` that it is pulled from. */
  repository: OrNull<string>;
}

/** That a tag named an image; the newest row of a tag is what it names now. */
export interface ImageTagTable {
  account: string;
  digest: string;
  registry: string;
  repo: string;
  tag: string;
  /** registry/repo:tag */
  full_tag: string;
  detected_at: MadeTime;
  last_updated: MadeTime;
}

/** A layer of an image, bottom first: what ancestors are found by. */
export interface ImageLayerTable {
  account: string;
  digest: string;
  position: number;
  layer_digest: string;
  diff_id: string;
}

/** What an analysis or an import left of an image. */
export interface DocumentTable {
  account: string;
  digest: string;
  /** `bill` (Gantry's own form), `manifest`, `config`, `parent_manifest`, `dockerfile`, `content_search`, `secret_search`, `retrieved_files`, `files`. */
  kind: string;
  /** Gzip of the bytes. */
  body: Uint8Array;
  /** SHA-256 of the plain bytes. */
  sha256: string;
  /** Plain bytes. */
  size: number;
  created_at: MadeTime;
}

/** An upload of an image that was analyzed elsewhere. */
export interface ImportOperationTable {
  account: string;
  id: string;
  status: 'pending' | 'queued' | 'processing' | 'complete' | 'failed' | 'expired';
  created_at: MadeTime;
  expires_at: Time;
  image_digest: OrNull<string>;
}

/** An uploaded part, until its image is analyzed. */
export interface ImportContentTable {
  account: string;
  operation_id: string;
  /** `packages`, `manifest`, `parent_manifest`, `image_config`, `dockerfile`, `content_searches`, `secret_searches`, `file_contents`. */
  kind: string;
  digest: string;
  /** Gzip of the bytes. */
  body: Uint8Array;
  size: number;
  created_at: MadeTime;
}
