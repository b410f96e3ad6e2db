import type { SourceOptions } from '@gantry/sbom';
import type { ImportKind } from '../imports/ports.ts';
import type { InspectionOrder } from './inspection-order.ts';

/** What an analysis is told: plain data, since it goes to another process. */
export interface AnalysisTask {
  /** Whose image it is: analyses of several accounts share nothing but facts of layers. */
  readonly account: string;
  readonly digest: string;
  readonly parentDigest: string;
  readonly source: PulledSource | ImportedSource;
  /** A private folder of this analysis: results are written into it, and it may be littered. */
  readonly folder: string;
  /** Where facts of layers are kept between analyses. */
  readonly cacheFolder: string;
  readonly toolVersion: string;
  readonly inspection: InspectionOrder;
}

/** An image that is pulled from its registry. */
export interface PulledSource {
  readonly kind: 'registry';
  /** `registry/repository` */
  readonly repository: string;
  readonly registry: NonNullable<SourceOptions['registry']>;
}

/** An image whose parts a client uploaded; they lie in the folder as `part-KIND.gz`. */
export interface ImportedSource {
  readonly kind: 'import';
  readonly parts: readonly ImportKind[];
  /** Hex; empty when the client did not say. */
  readonly imageId: string;
}

/** A document that an analysis wrote: `NAME.gz` in the folder. */
export interface WrittenDocument {
  readonly kind: string;
  readonly file: string;
  /** Of the plain bytes. */
  readonly sha256: string;
  readonly size: number;
}

/** What an analysis found out, besides its documents. */
export interface AnalysisFacts {
  readonly imageId: string;
  readonly arch: string;
  readonly distro: string | null;
  readonly distroVersion: string | null;
  /** Bytes of the layers as stored. */
  readonly size: number;
  readonly layers: readonly { readonly layer_digest: string; readonly diff_id: string }[];
  /** As the image's history tells it. */
  readonly guessedDockerfile: string;
  /** The bill is the first one. */
  readonly documents: readonly WrittenDocument[];
}

/** Reads images. One stands in a process of its own; tests read in theirs. */
export interface Analyzer {
  /**
   * Reads one image and leaves its documents in the folder of the task. Fails with the errors of sources and catalogers, ANALYSIS_TIMEOUT,
   * ANALYSIS_MEMORY, ANALYSIS_CRASHED, or the reason of the signal.
   */
  analyze(task: AnalysisTask, signal: AbortSignal): Promise<AnalysisFacts>;
}
