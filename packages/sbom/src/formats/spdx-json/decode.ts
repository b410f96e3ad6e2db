import type { Bill, PackageDraft, Relationship, Unread } from '@gantry/core';
import { listOf } from '@gantry/core/json';
import { assignIds, type Package, sortPackages } from '@gantry/core/package';
import { sbomErrors } from '../../errors.ts';
import { distroOfPurls } from '../_shared/distro-of-purls.ts';
import { asObject, asText, asTexts, type Json } from '../_shared/json.ts';
import { parseUnread } from '../_shared/unread.ts';
import { decodeDocument } from './decode-document.ts';
import { decodePackage } from './decode-package.ts';

/** Annotations that begin so are entries of the unread list. */
const unreadPrefix = 'gantry:unread: ';

/** More packages than this are refused. */
const maxPackages = 500_000;

/** Reads an SPDX 2 document. Fails with SBOM_DOCUMENT_PACKAGES. */
export function decode(document: unknown, target: string): Bill {
  const root = asObject(document);
  const items = listOf(root['packages']).map(asObject);
  if (items.length > maxPackages)
    throw sbomErrors.DOCUMENT_PACKAGES({ target, count: items.length, limit: maxPackages });
  const described = describedIds(root);
  const texts = extractedTexts(root);
  const refs: string[] = [];
  const rows: Json[] = [];
  const drafts: PackageDraft[] = [];
  const unread: Unread[] = decodeUnread(root);
  for (const raw of items) {
    if (described.has(String(raw['SPDXID'])) && isRoot(raw)) continue;
    const result = decodePackage(raw, texts);
    if ('kind' in result) {
      drafts.push(result);
      refs.push(String(raw['SPDXID']));
      rows.push(raw);
    } else unread.push(result);
  }
  const packages = assignIds(drafts);
  return {
    source: { kind: 'other', target, name: asText(root['name']) ?? target },
    distro: distroOfPurls(packages),
    relationships: relationshipsOf(root, new Map(refs.map((ref, index) => [ref, packages[index] as Package]))),
    packages: sortPackages(packages),
    unread,
    tool: toolOf(root),
    document: decodeDocument(
      root,
      rows,
      packages.map(({ id }) => id),
    ),
  };
}

/** What the document is about is not one of its components, unless it has a purl of its own. */
function isRoot(raw: Json): boolean {
  return !listOf(raw['externalRefs']).some((item) => asObject(item)['referenceType'] === 'purl');
}

function describedIds(root: Json): Set<string> {
  const edges = listOf(root['relationships']).map(asObject);
  const described = edges
    .filter((edge) => edge['relationshipType'] === 'DESCRIBES')
    .map((edge) => String(edge['relatedSpdxElement']));
  return new Set([...asTexts(root['documentDescribes']), ...described]);
}

function extractedTexts(root: Json): Map<string, string> {
  const rows = listOf(root['hasExtractedLicensingInfos']).map(asObject);
  return new Map(
    rows.flatMap((row) => {
      const id = asText(row['licenseId']);
      const text = asText(row['name']) ?? asText(row['extractedText']);
      return id && text ? [[id, text] as const] : [];
    }),
  );
}

function relationshipsOf(root: Json, byRef: ReadonlyMap<string, Package>): Relationship[] {
  return listOf(root['relationships']).flatMap((item): Relationship[] => {
    const edge = asObject(item);
    const from = byRef.get(String(edge['spdxElementId']));
    const to = byRef.get(String(edge['relatedSpdxElement']));
    if (!from || !to) return [];
    const type = edge['relationshipType'];
    if (type === 'CONTAINS') return [{ from: from.id, to: to.id, type: 'contains' }];
    if (type === 'DEPENDS_ON') return [{ from: from.id, to: to.id, type: 'depends-on' }];
    if (type === 'DEPENDENCY_OF') return [{ from: to.id, to: from.id, type: 'depends-on' }];
    return asText(edge['comment'])?.startsWith('gantry:owns') ? [{ from: from.id, to: to.id, type: 'owns' }] : [];
  });
}

/** Our own list of what was not read travels in annotations. */
function decodeUnread(root: Json): Unread[] {
  return listOf(root['annotations']).flatMap((item) => {
    const comment = asObject(item)['comment'];
    const ours = typeof comment === 'string' && comment.startsWith(unreadPrefix);
    return ours ? [parseUnread(comment.slice(unreadPrefix.length), 'spdx-json')] : [];
  });
}

function toolOf(root: Json): Bill['tool'] {
  const creators = asTexts(asObject(root['creationInfo'])['creators']);
  const text = creators.find((creator) => creator.startsWith('Tool: '))?.slice(6) ?? 'unknown';
  const dash = text.lastIndexOf('-');
  return dash > 0 ? { name: text.slice(0, dash), version: text.slice(dash + 1) } : { name: text, version: '' };
}
