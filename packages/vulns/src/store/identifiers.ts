import { parsePurl, printPurl } from '@gantry/core';

/** The key of a package URL without version, qualifiers and subpath: `purl:pkg:npm/vue`; null when the text is none. */
export function purlIdentifier(purl: string): string | null {
  const parts = parsePurl(purl);
  const plain = parts && printPurl({ type: parts.type, namespace: parts.namespace, name: parts.name });
  if (!parts || !plain) return null;
  return `purl:${registriesWithoutCase.has(parts.type) ? plain.toLowerCase() : plain}`;
}

/** Registries that find a name in any case, while the purl keeps it. */
const registriesWithoutCase: ReadonlySet<string> = new Set(['nuget', 'composer']);

/** The key of a CPE of either form: `cpe:a:nodejs:node.js`; null when the text is none, or names no single product. */
export function cpeIdentifier(cpe: string): string | null {
  const [, part, vendor, product] = /^cpe:(?:2\.3:|\/)([aho]):((?:[^:\\]|\\.)+):((?:[^:\\]|\\.)+)/i.exec(cpe) ?? [];
  if (!part || !vendor || !product || [vendor, product].includes('*')) return null;
  return `cpe:${part}:${vendor}:${product}`.toLowerCase();
}
