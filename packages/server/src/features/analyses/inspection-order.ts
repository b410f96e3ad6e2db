import type { InspectionPart, SearchPattern } from '@gantry/core';
import type { InspectionWish } from '@gantry/sbom';

/** What an analysis looks at besides packages: plain data, since it goes to another process. */
export interface InspectionOrder {
  readonly parts: readonly InspectionPart[];
  /** Files whose content is kept. */
  readonly retrieve: readonly string[];
  /** Absent: the built-in ones. */
  readonly secretPatterns?: readonly SearchPattern[];
  readonly contentPatterns?: readonly SearchPattern[];
  /** Address of the ClamAV daemon; absent: no file is scanned. */
  readonly clamd?: string;
}

/** Nothing besides packages. */
export const noInspection: InspectionOrder = { parts: [], retrieve: [] };

/** The order as the engine understands it; null when there is nothing to do. */
export function toWish(order: InspectionOrder): InspectionWish | null {
  const { clamd, contentPatterns = [], ...rest } = order;
  const able = order.parts.filter(
    (part) => (part !== 'malware' || clamd !== undefined) && (part !== 'contentSearch' || contentPatterns.length > 0),
  );
  if (able.length === 0) return null;
  return { ...rest, contentPatterns, parts: new Set(able), ...(clamd === undefined ? {} : { clamd }) };
}
