import type { Bill, Package, Relationship, Unread } from '@gantry/core';
import { defined, listOf } from '@gantry/core/json';
import { sortPackages } from '@gantry/core/package';
import { sbomErrors } from '../../errors.ts';
import { asObject, asText } from '../_shared/json.ts';
import { unreadPart } from '../_shared/unread.ts';
import { decodePackage } from './decode-package.ts';
import { decodeDistro, decodeSource } from './decode-source.ts';

/** More packages than this are refused. */
const maxPackages = 500_000;

/** Reads a syft-JSON document, ours or another's. Fails with SBOM_DOCUMENT_PACKAGES. */
export function decode(document: unknown, target: string): Bill {
  const root = asObject(document);
  const artifacts = listOf(root['artifacts']);
  if (artifacts.length > maxPackages) {
    throw sbomErrors.DOCUMENT_PACKAGES({ target, count: artifacts.length, limit: maxPackages });
  }
  const packages: Package[] = [];
  const unread: Unread[] = listOf(root['files']).flatMap(decodeUnknowns);
  for (const [index, item] of artifacts.entries()) {
    const result = decodePackage(item, index);
    if ('kind' in result) packages.push(result);
    else unread.push(result);
  }
  const about = decodeSource(root['source'], target);
  const ids = new Set(packages.map((pkg) => pkg.id));
  const descriptor = asObject(root['descriptor']);
  return {
    source: about.source,
    distro: decodeDistro(root['distro']),
    packages: sortPackages(packages),
    relationships: listOf(root['artifactRelationships']).flatMap((item) => decodeRelationship(item, ids)),
    unread: [...about.unread, ...unread],
    tool: { name: asText(descriptor['name']) ?? 'unknown', version: asText(descriptor['version']) ?? '' },
  };
}

/** Edges between packages only: files and the source have edges in the document too. */
function decodeRelationship(item: unknown, ids: ReadonlySet<string>): Relationship[] {
  const raw = asObject(item);
  const [parent, child, type] = [asText(raw['parent']), asText(raw['child']), asText(raw['type'])];
  if (!parent || !child || !ids.has(parent) || !ids.has(child)) return [];
  if (type === 'ownership-by-file-overlap') return [{ from: parent, to: child, type: 'owns' }];
  if (type === 'contains') return [{ from: parent, to: child, type: 'contains' }];
  return type === 'dependency-of' ? [{ from: child, to: parent, type: 'depends-on' }] : [];
}

function decodeUnknowns(item: unknown): Unread[] {
  const file = asObject(item);
  const location = asObject(file['location']);
  const path = asText(location['path'], 8192) ?? '-';
  const layer = defined({ layer: asText(location['layerID']) });
  return listOf(file['unknowns']).flatMap((text) =>
    typeof text === 'string' ? [{ ...splitUnknown(text, path), ...layer }] : [],
  );
}

/** Ours read `by: CODE: because`; other tools write `by: because`. */
function splitUnknown(text: string, path: string): Unread {
  const own = /^([\w-]{1,100}): ([A-Z][A-Z0-9_]{2,60}): ([\s\S]*)$/.exec(text);
  if (own) return { path, by: own[1] ?? '', code: own[2] ?? '', because: own[3] ?? '' };
  const colon = text.indexOf(': ');
  const because = colon > 0 ? text.slice(colon + 2) : text;
  return unreadPart(colon > 0 ? text.slice(0, colon) : 'unknown', path, sbomErrors.DOCUMENT_UNREAD({ because }));
}
