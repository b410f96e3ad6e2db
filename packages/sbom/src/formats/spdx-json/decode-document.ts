import type { BillDocument, StatedOfPackage } from '@gantry/core';
import { defined, listOf } from '@gantry/core/json';
import { asObject, asText, asTexts, type Json } from '../_shared/json.ts';

/** What an SPDX 2 document says of itself; `rows` became the packages with `ids`, in the same order. It cannot hold a signature. */
export function decodeDocument(root: Json, rows: readonly Json[], ids: readonly string[]): BillDocument {
  const creation = asObject(root['creationInfo']);
  const creators = asTexts(creation['creators']).flatMap(
    (text) => /^(?:Person|Organization): (.+)$/.exec(text)?.[1] ?? [],
  );
  const stated = rows.flatMap((raw, index) => {
    const id = ids[index];
    return id === undefined ? [] : [[id, statedOf(raw)] as const];
  });
  return {
    format: 'SPDX',
    formatVersion: asText(root['spdxVersion'], 64)?.replace(/^SPDX-/, '') ?? null,
    created: asText(creation['created'], 64) ?? null,
    authors: creators,
    serial: asText(root['documentNamespace'], 8192) ?? null,
    phases: [],
    signed: false,
    stated: Object.fromEntries(stated.filter(([, said]) => Object.keys(said).length > 0)),
  };
}

function statedOf(raw: Json): StatedOfPackage {
  const text = asText(raw['supplier']) ?? asText(raw['originator']);
  const hashed = listOf(raw['checksums']).some((item) => asText(asObject(item)['checksumValue']) !== undefined);
  return defined({ supplier: text?.replace(/^(?:Person|Organization): /, ''), hashed: hashed || undefined });
}
