import { type Attachment, isRecord } from '@gantry/core';
import { parseBoundedJson } from './bounded-json.ts';

/** Layers that are read, by media type; `in-toto` is an envelope or a bare statement. */
const kinds: readonly (readonly [RegExp, Attachment['kind'] | 'in-toto'])[] = [
  [/^application\/vnd\.dev\.cosign\.simplesigning\.v1\+json$/, 'cosign-signature'],
  [/^application\/vnd\.dsse\.envelope\.v1\+json$/, 'dsse'],
  [/^application\/vnd\.dev\.sigstore\.bundle(?:\+json|\.v\d)/, 'sigstore-bundle'],
  [/^application\/vnd\.in-toto(?:\.[\w.-]{1,80})?\+(?:json|dsse)$/, 'in-toto'],
];

/** Signatures in forms that are not read: of Notary, of OpenPGP. */
const others = /^application\/(?:jose\+json|cose|pgp-signature|vnd\.cncf\.notary)/;

/** What a layer of this media type holds; null when it is no signature and no statement. */
export function kindOfLayer(mediaType: string): Attachment['kind'] | 'in-toto' | null {
  return kinds.find(([form]) => form.test(mediaType))?.[1] ?? null;
}

/** Is it a signature of a kind that is not read? To pass over it in silence would call the image unsigned. */
export function isForeignSignature(mediaType: string): boolean {
  return others.test(mediaType);
}

/** Both go by one media type: an envelope has a payload, a statement says what it is itself. */
export function inTotoKind(bytes: Uint8Array, name: string): 'dsse' | 'statement' {
  const record = parseBoundedJson(bytes, name);
  return isRecord(record) && record['payloadType'] !== undefined ? 'dsse' : 'statement';
}
