import type { InspectionPart, SearchPattern } from '@gantry/core';
import type { ClamdAddress } from '@gantry/io/clamd';
import type { InspectionWish, ReadArtifactOptions } from '@gantry/sbom';

/** What an analysis looks at besides packages: plain data, since it goes to another process. */
export interface InspectionOrder {
  readonly parts: readonly InspectionPart[];
  /** Files whose content is kept. */
  readonly retrieve: readonly string[];
  /** Absent: the built-in ones. */
  readonly secretPatterns?: readonly SearchPattern[];
  readonly contentPatterns?: readonly SearchPattern[];
  /** The ClamAV daemon of the operator; absent: no file is scanned. */
  readonly clamd?: ClamdAddress;
}

/** Nothing besides packages. */
export const noInspection: InspectionOrder = { parts: [], retrieve: [] };

/** The order as the engine understands it; `inspect` is null when there is nothing to do. */
export function toWish({ clamd, ...order }: InspectionOrder): Pick<ReadArtifactOptions, 'inspect' | 'malware'> {
  const { contentPatterns = [] } = order;
  const able = order.parts.filter(
    (part) => (part !== 'malware' || clamd !== undefined) && (part !== 'contentSearch' || contentPatterns.length > 0),
  );
  if (able.length === 0) return { inspect: null };
  const inspect: InspectionWish = { ...order, contentPatterns, parts: new Set(able) };
  return { inspect, ...(clamd === undefined ? {} : { malware: { clamd: { address: clamd } } }) };
}
