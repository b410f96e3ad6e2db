import type { SumAlgorithm } from '../cataloging/file-sums.ts';
import { sumOf } from '../cataloging/file-sums.ts';
import type { ScannedArtifact } from '../cataloging/scan-artifact.ts';
import type { WantedDigest } from './define-inspector.ts';

interface Place extends WantedDigest {
  readonly row: number;
}

/**
 * Digests of visible files. Those of the first pass are at hand; for others each layer that holds such files is read once more, which a
 * cache makes quick the next time.
 */
export async function visibleDigests(
  artifact: ScannedArtifact,
  wanted: readonly WantedDigest[],
  maxBytes: number,
): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  const missing = new Map<number, Place[]>();
  for (const one of wanted) {
    const node = artifact.tree.walk(one.path, false);
    if (node === null || node.type !== 0) continue;
    const { contentLayer: layer, contentRow: row } = node;
    const known = sumOf(artifact.extras[layer], one.algorithm, row);
    if (known !== null) found.set(one.path, known);
    else append(missing, layer, { ...one, row });
  }
  const passes = [...missing].map(([layer, places]) => hashLayer(artifact, { layer, places, maxBytes }, found));
  await Promise.all(passes);
  return found;
}

async function hashLayer(
  artifact: ScannedArtifact,
  { layer, places, maxBytes }: { readonly layer: number; readonly places: readonly Place[]; readonly maxBytes: number },
  found: Map<string, string>,
): Promise<void> {
  const rows = new Map<SumAlgorithm, Set<number>>();
  for (const { algorithm, row } of places) rows.set(algorithm, (rows.get(algorithm) ?? new Set()).add(row));
  const sums = [...rows].map(([algorithm, of]) => ({ algorithm, rows: [...of].sort((a, b) => a - b) }));
  const { extras } = await artifact.reread(layer, { rereads: [], extras: { sums, maxBytes } });
  for (const { path, algorithm, row } of places) {
    const sum = sumOf(extras, algorithm, row);
    if (sum !== null) found.set(path, sum);
  }
}

function append<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
