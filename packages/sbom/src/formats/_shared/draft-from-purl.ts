import {
  type License,
  type Location,
  type PackageDraft,
  type PackageEvidence,
  type PackageKind,
  type PackageMetadata,
  type PurlParts,
  parsePurl,
} from '@gantry/core';
import { defined } from '@gantry/core/json';
import { kindNamed, kindOfPurl } from './kind-of.ts';

/** What formats without typed metadata say of a package. */
export interface PlainPackage {
  readonly name: string;
  readonly group: string | undefined;
  readonly version: string | null;
  readonly purl: string | undefined;
  /** The kind, where the format keeps it; the purl decides otherwise. */
  readonly kind?: string | undefined;
  readonly licenses: readonly License[];
  readonly cpes: readonly string[];
  readonly locations: readonly Location[];
  readonly foundBy: string;
  readonly evidence: PackageEvidence;
  /** Facts that such a format keeps in properties, when the writer did. */
  readonly facts: {
    readonly debSource?: string | undefined;
    readonly debSourceVersion?: string | undefined;
    readonly apkOrigin?: string | undefined;
    readonly rpmSource?: string | undefined;
    readonly rpmModule?: string | undefined;
    readonly virtualPath?: string | undefined;
  };
  readonly typeText: string;
}

/** A package from its purl: the type is the kind, qualifiers give source packages, architecture and epoch. */
export function draftFromPurl(plain: PlainPackage): PackageDraft {
  const parts = plain.purl ? parsePurl(plain.purl) : null;
  const kind = plain.purl ? kindOfPurl(plain.purl) : kindNamed(plain.kind);
  return {
    kind,
    name: nameOf(plain, kind, parts),
    version: plain.version ?? parts?.version ?? null,
    purl: plain.purl ?? null,
    licenses: plain.licenses,
    cpes: plain.cpes,
    locations: plain.locations,
    foundBy: plain.foundBy,
    evidence: plain.evidence,
    metadata: metadataOf(plain, kind, parts),
  };
}

/** The full name of the ecosystem: scope or module path and name; a distro package is its bare name. */
function nameOf(plain: PlainPackage, kind: PackageKind, parts: PurlParts | null): string {
  if (kind === 'npm' || kind === 'golang' || kind === 'composer') {
    const namespace = parts?.namespace ?? plain.group;
    return namespace ? `${namespace}/${parts?.name ?? plain.name}` : plain.name;
  }
  return plain.name;
}

function metadataOf(plain: PlainPackage, kind: PackageKind, parts: PurlParts | null): PackageMetadata {
  const qualifiers = parts?.qualifiers ?? {};
  const version = plain.version ?? parts?.version ?? '';
  switch (kind) {
    case 'deb':
      return debMetadata(plain, version, qualifiers);
    case 'apk':
      return {
        kind,
        architecture: qualifiers['arch'] ?? '',
        origin: plain.facts.apkOrigin ?? qualifiers['upstream'] ?? plain.name,
        files: [],
      };
    case 'rpm':
      return rpmMetadata(plain, version, qualifiers);
    case 'maven':
      return {
        kind,
        virtualPath: plain.facts.virtualPath ?? plain.locations[0]?.path ?? '',
        coordinatesFrom: 'pom.properties',
        ...defined({ groupId: parts?.namespace ?? plain.group, artifactId: parts?.name ?? plain.name }),
      };
    case 'pypi':
      return { kind, sitePackages: '', files: [] };
    case 'unknown':
      return { kind, type: parts?.type ?? plain.typeText };
    default:
      return { kind };
  }
}

/** `upstream=src@version` is how Syft and we write the source package; Trivy names it in properties. */
function debMetadata(
  plain: PlainPackage,
  version: string,
  qualifiers: Readonly<Record<string, string>>,
): PackageMetadata {
  const upstream = qualifiers['upstream'] ?? '';
  const at = upstream.indexOf('@');
  const name = at > 0 ? upstream.slice(0, at) : upstream;
  return {
    kind: 'deb',
    architecture: qualifiers['arch'] ?? '',
    source: plain.facts.debSource ?? (name || plain.name),
    sourceVersion: plain.facts.debSourceVersion ?? (at > 0 ? upstream.slice(at + 1) : version),
    files: [],
  };
}

function rpmMetadata(
  plain: PlainPackage,
  version: string,
  qualifiers: Readonly<Record<string, string>>,
): PackageMetadata {
  const colon = version.indexOf(':');
  const epochText = qualifiers['epoch'] ?? (colon > 0 ? version.slice(0, colon) : '');
  const rest = version.slice(colon + 1);
  const dash = rest.lastIndexOf('-');
  return {
    kind: 'rpm',
    epoch: /^\d{1,9}$/.test(epochText) ? Number(epochText) : null,
    upstreamVersion: dash > 0 ? rest.slice(0, dash) : rest,
    release: dash > 0 ? rest.slice(dash + 1) : '',
    architecture: qualifiers['arch'] ?? null,
    ...defined({ sourceRpm: plain.facts.rpmSource ?? qualifiers['upstream'], modularityLabel: plain.facts.rpmModule }),
    files: [],
  };
}
