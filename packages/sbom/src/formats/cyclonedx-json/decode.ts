import type { Bill, BillSource, Distro, PackageDraft, Unread } from '@gantry/core';
import { defined, listOf } from '@gantry/core/json';
import { assignIds, sortPackages } from '@gantry/core/package';
import { sbomErrors } from '../../errors.ts';
import { distroOfPurls } from '../_shared/distro-of-purls.ts';
import { asObject, asText, type Json } from '../_shared/json.ts';
import { parseUnread } from '../_shared/unread.ts';
import { decodeComponent } from './decode-component.ts';
import { decodeDocument } from './decode-document.ts';
import { decodeGraph } from './decode-graph.ts';

/** More components than this, or deeper nested ones, are refused. */
const maxComponents = 500_000;
const maxDepth = 20;

/** Reads a CycloneDX document of any version in JSON. Fails with SBOM_DOCUMENT_PACKAGES or SBOM_DOCUMENT_TOO_DEEP. */
export function decode(document: unknown, target: string): Bill {
  const root = asObject(document);
  const metadata = asObject(root['metadata']);
  const drafts: PackageDraft[] = [];
  const components: Json[] = [];
  const unread: Unread[] = decodeUnread(metadata);
  let distro: Distro | null = null;
  for (const raw of flatten(root['components'], target)) {
    if (raw['type'] === 'operating-system') distro ??= decodeSystem(raw);
    else if (raw['type'] !== 'file') {
      const result = decodeComponent(raw);
      if ('kind' in result) {
        drafts.push(result);
        components.push(raw);
      } else unread.push(result);
    }
  }
  const packages = assignIds(drafts);
  const ids = packages.map(({ id }) => id);
  const graph = decodeGraph(root['dependencies'], components, ids);
  return {
    source: decodeSubject(metadata, target),
    distro: distro ?? distroOfPurls(packages),
    packages: sortPackages(packages),
    relationships: graph.relationships,
    unread,
    tool: toolOf(metadata),
    document: decodeDocument(root, { components, ids, places: graph.places }),
  };
}

/** Components may hold components. */
function flatten(value: unknown, target: string): Json[] {
  const found: Json[] = [];
  const open: { item: unknown; depth: number }[] = listOf(value).map((item) => ({ item, depth: 0 }));
  for (let next = open.pop(); next; next = open.pop()) {
    const raw = asObject(next.item);
    found.push(raw);
    if (next.depth > maxDepth) throw sbomErrors.DOCUMENT_TOO_DEEP({ target, limit: maxDepth });
    if (found.length > maxComponents) {
      throw sbomErrors.DOCUMENT_PACKAGES({ target, count: found.length, limit: maxComponents });
    }
    for (const item of listOf(raw['components'])) open.push({ item, depth: next.depth + 1 });
  }
  return found;
}

function decodeSubject(metadata: Json, target: string): BillSource {
  const component = asObject(metadata['component']);
  return {
    kind: 'other',
    target,
    ...defined({ name: asText(component['name']), version: asText(component['version']) }),
  };
}

function decodeSystem(raw: Json): Distro | null {
  const id = asText(raw['name'], 128);
  if (!id) return null;
  return {
    id: id.toLowerCase(),
    version: asText(raw['version'], 128) ?? null,
    idLike: [],
    name: null,
    prettyName: asText(raw['description']) ?? null,
    codename: null,
  };
}

/** `tools` was a list of tools up to 1.4 and may hold components since 1.5. */
function toolOf(metadata: Json): Bill['tool'] {
  const tools = metadata['tools'];
  const first = asObject(Array.isArray(tools) ? tools[0] : listOf(asObject(tools)['components'])[0]);
  return { name: asText(first['name']) ?? 'unknown', version: asText(first['version']) ?? '' };
}

/** Our own list of what was not read travels in properties. */
function decodeUnread(metadata: Json): Unread[] {
  return listOf(metadata['properties']).flatMap((item) => {
    const { name, value } = asObject(item);
    if (typeof name !== 'string' || !name.startsWith('gantry:unread:') || typeof value !== 'string') return [];
    return [parseUnread(value, 'cyclonedx-json')];
  });
}
