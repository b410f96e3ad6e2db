import type { InspectionPart, SearchPattern } from '@gantry/core';

/** Bounds of an inspection; what is left out stands with its default. */
export interface InspectionLimits {
  /** Larger files have no digest. Bytes; default 4 GiB. */
  readonly hashFileBytes?: number;
  /** Larger files are not searched. Bytes; default of each inspector. */
  readonly searchFileBytes?: number;
  /** Larger files are not kept. Bytes; default 1 MiB. */
  readonly retrieveFileBytes?: number;
  /** Files of more than this in all are not kept. Bytes; default 8 MiB. */
  readonly retrieveBytes?: number;
}

/** What somebody wants to know of an artifact besides its packages. */
export interface InspectionWish {
  readonly parts: ReadonlySet<InspectionPart>;
  /** Absolute paths of files to keep, for `retrievedFiles`. */
  readonly retrieve: readonly string[];
  /** In place of the inspector's own, for `secretSearch`. */
  readonly secretPatterns?: readonly SearchPattern[];
  /** For `contentSearch`. */
  readonly contentPatterns?: readonly SearchPattern[];
  /** Search files that later layers deleted or replaced as well; the default is the inspector's. */
  readonly allLayers?: boolean;
  readonly limits?: InspectionLimits;
}

/** The facts that rules need, as `neededFacts` of a policy tells them; null when nothing has to be looked at. */
export function requestInspection(
  needed: { readonly parts: Iterable<InspectionPart>; readonly retrieve?: readonly string[] },
  more: Partial<Omit<InspectionWish, 'parts' | 'retrieve'>> = {},
): InspectionWish | null {
  const parts = new Set(needed.parts);
  return parts.size === 0 ? null : { parts, retrieve: [...new Set(needed.retrieve ?? [])].sort(), ...more };
}
