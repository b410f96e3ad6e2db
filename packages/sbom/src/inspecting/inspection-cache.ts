import type { Inspection, LayerFacts } from '@gantry/core';
import { sha256Digest } from '@gantry/io/hash';
import { stoppedReads } from '../cataloging/bill-cache.ts';
import { keepJson, keptJson } from '../cataloging/kept-json.ts';
import type { LayerCache } from '../cataloging/layer-cache.ts';
import type { InspectionPlan } from './plan.ts';

/** Raise it when the same facts make another inspection. */
const inspectionRevision = 1;

/** More entries than this are put together again from the layers: as one text they would fill memory. */
const maxEntries = 250_000;

/** What an inspection depends on besides the layers. */
export interface InspectionIdentity {
  readonly engine: readonly string[];
  /** Of all readers. */
  readonly revision: string;
  readonly plan: InspectionPlan;
}

/** The cache key of the inspection of a whole image. */
export function inspectionKey(layers: readonly LayerFacts[], { engine, revision, plan }: InspectionIdentity): string {
  const chosen = plan.chosen.map(({ inspector, options }) => [inspector.name, inspector.revision, options]);
  const content = layers.map(({ digest, diffId }) => [digest, diffId]);
  const parts = [inspectionRevision, engine, revision, chosen, plan.extras, content];
  return `inspection-${sha256Digest(JSON.stringify(parts)).slice('sha256:'.length)}`;
}

/** What was found before for a key; null when there is nothing or it is damaged. */
export function knownInspection(cache: LayerCache, key: string): Promise<Inspection | null> {
  return keptJson<Inspection>(cache, key);
}

/** Keeps what was found, unless reads were stopped or an inspector failed: they may succeed next time. */
export async function keepInspection(cache: LayerCache, key: string, inspection: Inspection): Promise<void> {
  const failed = inspection.unread.some(({ code }) => stoppedReads.has(code) || code === 'SBOM_INSPECTOR_FAILED');
  if (failed || (inspection.files?.entries.length ?? 0) > maxEntries) return;
  await keepJson(cache, key, inspection);
}
