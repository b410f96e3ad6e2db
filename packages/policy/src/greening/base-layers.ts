import type { PolicyFacts } from '@gantry/core';

/** The base image of an artifact. */
export interface KnownBase {
  /** Its tag, else its digest or what people called it. */
  readonly name: string;
  /** Diff ids. */
  readonly layers: ReadonlySet<string>;
}

/** The base image, as far as the facts tell; null when nobody compared. */
export function knownBase({ base, ancestry, bill }: PolicyFacts): KnownBase | null {
  const ancestor = ancestry?.base;
  const tag = ancestor?.tags[0];
  if (base) return { name: tag ?? base.reference, layers: new Set(base.diffIds) };
  if (!ancestor || bill.source.kind !== 'image') return null;
  const layers = bill.source.layers.slice(0, ancestor.layers).map(({ diffId }) => diffId);
  return { name: tag ?? ancestor.digest, layers: new Set(layers) };
}
