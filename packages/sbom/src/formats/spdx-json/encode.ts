import type { Bill, Relationship } from '@gantry/core';
import type { EncodeContext } from '../_shared/format.ts';
import type { Json } from '../_shared/json.ts';
import { createdWithin } from './created.ts';
import { elementId, encodePackage } from './encode-package.ts';
import { ExtractedLicenses } from './extracted-licenses.ts';

const documentId = 'SPDXRef-DOCUMENT';
const rootId = 'SPDXRef-Root';

/** A bill as an SPDX 2.3 document. What was not read is an annotation of the document. */
export function encode(bill: Bill, context: EncodeContext): string {
  const licenses = new ExtractedLicenses();
  const packages = bill.packages.map((pkg) => encodePackage(pkg, licenses));
  const name = rootName(bill);
  const document = {
    spdxVersion: 'SPDX-2.3',
    dataLicense: 'CC0-1.0',
    SPDXID: documentId,
    name,
    documentNamespace: `https://gantry.invalid/spdx/${encodeURIComponent(name)}-${context.uuid}`,
    creationInfo: { creators: [`Tool: gantry-${context.toolVersion}`], created: createdWithin(context.now) },
    documentDescribes: [rootId],
    packages: [rootPackage(bill, name), ...packages],
    relationships: [
      { spdxElementId: documentId, relatedSpdxElement: rootId, relationshipType: 'DESCRIBES' },
      ...bill.packages.map((pkg) => ({
        spdxElementId: rootId,
        relatedSpdxElement: elementId(pkg.id),
        relationshipType: 'CONTAINS',
      })),
      ...bill.relationships.map(encodeRelationship),
    ],
    ...(licenses.list().length > 0 ? { hasExtractedLicensingInfos: licenses.list() } : {}),
    ...(bill.unread.length > 0 ? { annotations: unreadAnnotations(bill, context) } : {}),
  };
  return `${JSON.stringify(document, null, 1)}\n`;
}

function rootName(bill: Bill): string {
  const { source } = bill;
  if (source.kind === 'image') return source.reference ?? source.target;
  return source.kind === 'other' ? (source.name ?? source.target) : source.target;
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

function unreadAnnotations(bill: Bill, context: EncodeContext): Json[] {
  return bill.unread.map((item) => ({
    annotationDate: createdWithin(context.now),
    annotationType: 'OTHER',
    annotator: `Tool: gantry-${context.toolVersion}`,
    comment: `gantry:unread: ${item.path}: ${item.by}: ${item.code}: ${item.because}`,
  }));
}
