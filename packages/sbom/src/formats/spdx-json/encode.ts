import type { Bill, Relationship, Unread } from '@gantry/core';
import type { EncodeContext } from '../_shared/format.ts';
import type { Json } from '../_shared/json.ts';
import { documentParts, eachOf } from '../_shared/json-parts.ts';
import { unreadText } from '../_shared/unread.ts';
import { createdWithin } from './created.ts';
import { elementId, encodePackage } from './encode-package.ts';
import { ExtractedLicenses } from './extracted-licenses.ts';

const documentId = 'SPDXRef-DOCUMENT';
const rootId = 'SPDXRef-Root';

/** A bill as an SPDX 2.3 document. What was not read is an annotation of the document. */
export function encode(bill: Bill, context: EncodeContext): string {
  return [...encodeParts(bill, context)].join('');
}

/** The same document in parts: a package, then a relationship at a time. Licences are listed behind the packages that name them. */
export function* encodeParts(bill: Bill, context: EncodeContext): Generator<string> {
  const licenses = new ExtractedLicenses();
  const name = rootName(bill);
  yield* documentParts({
    spdxVersion: 'SPDX-2.3',
    dataLicense: 'CC0-1.0',
    SPDXID: documentId,
    name,
    documentNamespace: `https://gantry.invalid/spdx/${uriPart(name)}-${context.uuid}`,
    creationInfo: { creators: [`Tool: gantry-${context.toolVersion}`], created: createdWithin(context.now) },
    documentDescribes: [rootId],
    packages: packages(bill, name, licenses),
    relationships: relationships(bill),
    hasExtractedLicensingInfos: () => someOf(licenses.list()),
    annotations: someOf(bill.unread) && eachOf(bill.unread, (item) => annotation(item, context)),
  });
}

function someOf<T>(list: readonly T[]): readonly T[] | undefined {
  return list.length > 0 ? list : undefined;
}

function* packages(bill: Bill, name: string, licenses: ExtractedLicenses): Generator<Json> {
  yield rootPackage(bill, name);
  for (const pkg of bill.packages) yield encodePackage(pkg, licenses);
}

function* relationships(bill: Bill): Generator<Json> {
  yield { spdxElementId: documentId, relatedSpdxElement: rootId, relationshipType: 'DESCRIBES' };
  for (const { id } of bill.packages)
    yield { spdxElementId: rootId, relatedSpdxElement: elementId(id), relationshipType: 'CONTAINS' };
  for (const edge of bill.relationships) yield encodeRelationship(edge);
}

function rootName(bill: Bill): string {
  const { source } = bill;
  if (source.kind === 'image') return source.reference ?? source.target;
  return source.kind === 'other' ? (source.name ?? source.target) : source.target;
}

/** A name out of a document may hold half a surrogate pair, for which there is no UTF-8. */
function uriPart(name: string): string {
  return encodeURIComponent(name.replace(/\p{Surrogate}/gu, '\ufffd'));
}

function rootPackage({ source }: Bill, name: string): Json {
  const base = {
    SPDXID: rootId,
    name,
    downloadLocation: 'NOASSERTION',
    filesAnalyzed: false,
    licenseConcluded: 'NOASSERTION',
    licenseDeclared: 'NOASSERTION',
    copyrightText: 'NOASSERTION',
  };
  if (source.kind !== 'image')
    return { ...base, primaryPackagePurpose: source.kind === 'file' ? 'FILE' : 'APPLICATION' };
  const checksum = {
    algorithm: 'SHA256',
    checksumValue: source.manifestDigest.slice(source.manifestDigest.indexOf(':') + 1),
  };
  return { ...base, versionInfo: source.manifestDigest, primaryPackagePurpose: 'CONTAINER', checksums: [checksum] };
}

function encodeRelationship({ from, to, type }: Relationship): Json {
  const kind = { owns: 'OTHER', contains: 'CONTAINS', 'depends-on': 'DEPENDS_ON' }[type];
  return {
    spdxElementId: elementId(from),
    relatedSpdxElement: elementId(to),
    relationshipType: kind,
    ...(type === 'owns' ? { comment: 'gantry:owns: the files of the second belong to the first' } : {}),
  };
}

function annotation(item: Unread, context: EncodeContext): Json {
  return {
    annotationDate: createdWithin(context.now),
    annotationType: 'OTHER',
    annotator: `Tool: gantry-${context.toolVersion}`,
    comment: `gantry:unread: ${unreadText(item)}`,
  };
}
