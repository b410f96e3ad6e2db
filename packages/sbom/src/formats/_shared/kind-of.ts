import { type PackageKind, parsePurl } from '@gantry/core';
import { kinds } from '@gantry/core/package';

const known = new Set<string>(Object.keys(kinds));
const bySyftType = new Map<string, PackageKind>(
  Object.entries(kinds).map(([kind, facts]) => [facts.syftType, kind as PackageKind]),
);

/** The kind that a purl's type names. */
export function kindOfPurl(purl: string | undefined): PackageKind {
  const type = purl ? parsePurl(purl)?.type : undefined;
  return type && known.has(type) && type !== 'unknown' ? (type as PackageKind) : 'unknown';
}

/** The kind of a syft-JSON `type`; the purl decides where the type says nothing. */
export function kindOfSyftType(type: string, purl: string | undefined): PackageKind {
  return bySyftType.get(type) ?? kindOfPurl(purl);
}

/** The kind of that name. */
export function kindNamed(name: string | undefined): PackageKind {
  return name !== undefined && known.has(name) ? (name as PackageKind) : 'unknown';
}
