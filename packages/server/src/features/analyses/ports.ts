import type { Reference } from '@gantry/sbom';
import type { Scope } from '../../kernel/db/index.ts';

export { retrievedOf, searchOf } from './imported-parts.ts';

/** The work of reading images, off the API's event loop. */
export interface Analyses {
  /** Puts the analysis of a catalogued image into the queue; one that waits or runs already is left alone. */
  enqueue(scope: Scope, digest: string, priority: 'interactive' | 'normal' | 'background'): Promise<void>;
  /** Takes it out of the queue or stops it. */
  cancel(scope: Scope, digest: string): Promise<void>;
}

/** An image of a registry as its manifest and configuration tell. */
export interface ResolvedImage {
  /** Of the image's own manifest. */
  readonly digest: string;
  /** Of the index that it was chosen from, else its own. */
  readonly parentDigest: string;
  /** Hex digest of the configuration. */
  readonly imageId: string;
  readonly arch: string;
  /** Bytes of the layers as stored. */
  readonly size: number;
  readonly layerCount: number;
}

/** Asks registries which image a reference names now. */
export interface ImageResolver {
  /**
   * Manifest and configuration are read, no layer. Fails with the errors of registry sources (SBOM_PULL_*, SBOM_REFERENCE_INVALID, IO_HTTP_*) and
   * ANALYSIS_REGISTRY_SLOW.
   */
  resolve(scope: Scope, reference: Reference): Promise<ResolvedImage>;
}
