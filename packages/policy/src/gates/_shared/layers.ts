import type { BillSource, PolicyFacts } from '@gantry/core';

/** The instruction that made each layer, for people, by diff id. */
const blamed = new WeakMap<BillSource, ReadonlyMap<string, string>>();

/**
 * Which instruction of the Dockerfile a layer comes from: `layer 3 of 5, RUN apt-get install …`; empty when nobody knows. Values of
 * assignments are left out: they may be secrets.
 */
export function layerOrigin({ bill }: PolicyFacts, layer: string | undefined): string {
  const known = blamed.get(bill.source) ?? origins(bill.source);
  blamed.set(bill.source, known);
  return known.get(layer ?? '') ?? '';
}

function origins(source: BillSource): Map<string, string> {
  if (source.kind !== 'image') return new Map();
  const { layers } = source;
  return new Map(
    layers.map(({ diffId, createdBy }, at) => {
      const instruction = createdBy === undefined ? '' : `, ${readable(createdBy)}`;
      return [diffId, `layer ${at + 1} of ${layers.length}${instruction}`];
    }),
  );
}

function readable(createdBy: string): string {
  const line = createdBy
    .slice(0, 2_000)
    .replace(/# buildkit\s*$/, '')
    .replace(/^\/bin\/sh -c #\(nop\)\s*/, '')
    .replace(/^(?:RUN )?\/bin\/sh -c /, 'RUN ')
    .replace(/=("[^"]*"?|'[^']*'?|\S+)/g, '=…')
    .replace(/\s+/g, ' ')
    .trim();
  return line.length > 100 ? `${line.slice(0, 100)}…` : line;
}

/** Adds the origin of a layer to an advice. */
export function withOrigin(says: string, facts: PolicyFacts, layer: string | undefined): string {
  const origin = layerOrigin(facts, layer);
  return origin === '' ? says : `${says} (it comes from ${origin})`;
}
