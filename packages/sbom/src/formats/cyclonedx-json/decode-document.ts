import type { BillDocument, StatedOfPackage } from '@gantry/core';
import { defined, listOf } from '@gantry/core/json';
import { asObject, asText, type Json } from '../_shared/json.ts';
import type { DecodedGraph } from './decode-graph.ts';

/** The components that became packages, with the ids of those in the same order, and their places in the graph. */
export interface DecodedComponents {
  readonly components: readonly Json[];
  readonly ids: readonly string[];
  readonly places: DecodedGraph['places'];
}

/** What a CycloneDX document says of itself. */
export function decodeDocument(root: Json, { components, ids, places }: DecodedComponents): BillDocument {
  const metadata = asObject(root['metadata']);
  const makers = [metadata['manufacturer'], metadata['manufacture']].flatMap(
    (one) => asText(asObject(one)['name']) ?? [],
  );
  const stated = components.flatMap((raw, index) => {
    const id = ids[index];
    return id === undefined ? [] : [[id, statedOf(raw, places.get(id))] as const];
  });
  return {
    format: 'CycloneDX',
    formatVersion: asText(root['specVersion'], 64) ?? null,
    created: asText(metadata['timestamp'], 64) ?? null,
    authors: [...listOf(metadata['authors']).flatMap(nameOf), ...makers],
    serial: asText(root['serialNumber']) ?? null,
    phases: listOf(metadata['lifecycles']).flatMap((item) => {
      const { phase, name } = asObject(item);
      return asText(phase, 128) ?? asText(name, 128) ?? [];
    }),
    signed: root['signature'] !== undefined && root['signature'] !== null,
    stated: Object.fromEntries(stated.filter(([, said]) => Object.keys(said).length > 0)),
  };
}

/** Versions of the format keep the supplier in different places. */
function statedOf(raw: Json, graph: 'listed' | 'linked' | undefined): StatedOfPackage {
  const named = [raw['supplier'], raw['manufacturer']].flatMap((one) => asText(asObject(one)['name']) ?? []);
  const people = listOf(raw['authors']).flatMap(nameOf);
  const supplier = named[0] ?? asText(raw['publisher']) ?? people[0] ?? asText(raw['author']);
  const hashed = listOf(raw['hashes']).some((item) => asText(asObject(item)['content']) !== undefined);
  return defined({ supplier, hashed: hashed || undefined, graph });
}

function nameOf(item: unknown): string[] {
  const { name, email } = asObject(item);
  const text = asText(name) ?? asText(email);
  return text ? [text] : [];
}
