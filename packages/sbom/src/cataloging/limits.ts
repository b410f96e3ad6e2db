/** Budgets of a scan. They are part of the layer cache key: other limits, other facts. */
export interface ScanLimits {
  /** Unpacked bytes of one layer. */
  readonly maxLayerBytes: number;
  /** Unpacked bytes for each stored byte, counted past `ratioFrom` unpacked bytes. */
  readonly maxRatio: number;
  readonly ratioFrom: number;
  /** Entries of one layer or folder. */
  readonly maxEntries: number;
  /** Bytes of names and link targets of one layer or folder. */
  readonly maxNameBytes: number;
  /** Bytes of facts (as JSON) of one layer or folder. */
  readonly maxFactsBytes: number;
  /** Bytes of what inspectors note of one layer or folder, besides those. */
  readonly maxInspectionBytes: number;
  /** Files up to this size are read in memory, larger ones through a temporary file. */
  readonly memoryFileBytes: number;
  /** Default for selectors that name no `maxBytes`. */
  readonly maxFileBytes: number;
  /** Time for reading one file, in a worker. */
  readonly readMilliseconds: number;
}

const mib = 2 ** 20;

/** Bounds that real images stay far below. */
export const defaultLimits: ScanLimits = {
  maxLayerBytes: 32 * 1024 * mib,
  maxRatio: 200,
  ratioFrom: 1024 * mib,
  maxEntries: 2_000_000,
  maxNameBytes: 192 * mib,
  maxFactsBytes: 128 * mib,
  maxInspectionBytes: 64 * mib,
  memoryFileBytes: 32 * mib,
  maxFileBytes: 64 * mib,
  readMilliseconds: 10_000,
};
