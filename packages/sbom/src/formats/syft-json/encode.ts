import type { Bill, Relationship, Unread } from '@gantry/core';
import type { EncodeContext } from '../_shared/format.ts';
import type { Json } from '../_shared/json.ts';
import { documentParts, eachOf } from '../_shared/json-parts.ts';
import { encodePackage } from './encode-package.ts';
import { encodeDistro, encodeSource } from './encode-source.ts';

/** The schema version that the documents follow. */
const schema = {
  version: '16.1.11',
  url: 'https://raw.githubusercontent.com/anchore/syft/main/schema/json/schema-16.1.11.json',
};

/** A bill as a syft-JSON document. What was not read is in `files[].unknowns`, where that format keeps it. */
export function encode(bill: Bill, context: EncodeContext): string {
  return [...encodeParts(bill, context)].join('');
}

/** The same document in parts: a package at a time, so that neither the document nor its text is ever in memory as a whole. Without indentation, which would be a quarter of it. */
export function* encodeParts(bill: Bill, context: EncodeContext): Generator<string> {
  yield* documentParts(
    {
      artifacts: eachOf(bill.packages, encodePackage),
      artifactRelationships: eachOf(bill.relationships, encodeRelationship),
      files: encodeUnread(bill.unread),
      source: encodeSource(bill.source),
      distro: encodeDistro(bill.distro),
      descriptor: { name: 'gantry', version: context.toolVersion, configuration: { timestamp: context.now } },
      schema,
    },
    'lines',
  );
}

/** `depends-on` is written from the other end, as `dependency-of`. */
function encodeRelationship({ from, to, type }: Relationship): Json {
  if (type === 'depends-on') return { parent: to, child: from, type: 'dependency-of' };
  return { parent: from, child: to, type: type === 'owns' ? 'ownership-by-file-overlap' : 'contains' };
}

function encodeUnread(unread: readonly Unread[]): Json[] {
  const files = new Map<string, { id: string; location: Json; unknowns: string[] }>();
  for (const item of unread) {
    const key = `${item.path}\u0000${item.layer ?? ''}`;
    const file = files.get(key) ?? { id: `unread-${files.size + 1}`, location: locationOf(item), unknowns: [] };
    file.unknowns.push(`${item.by}: ${item.code}: ${item.because}`);
    files.set(key, file);
  }
  return [...files.values()];
}

function locationOf(item: Unread): Json {
  return { path: item.path, ...(item.layer ? { layerID: item.layer } : {}) };
}
