import { type Distro, kindFacts, type Package, type PackageMetadata } from '@gantry/core';

/**
 * All of a package that matching looks at: matchers get nothing else, so packages with equal identities always get equal
 * matches. A matcher that wants another field adds it here.
 */
export interface PackageIdentity {
  readonly kind: Package['kind'];
  readonly name: string;
  readonly version: string | null;
  /** Without qualifiers and subpath. */
  readonly purl: string | null;
  /** The fields that matchers read, of the metadata of the kind. */
  readonly metadata: Readonly<Record<string, unknown>> & { readonly kind: PackageMetadata['kind'] };
  /** Null for packages whose matches do not depend on the distro. */
  readonly distro: { readonly id: string; readonly version: string | null } | null;
}

/** The identity of a package in a bill of this distro. */
export function packageIdentity(pkg: Package, distro: Distro | null): PackageIdentity {
  const { kind, name, version, purl, metadata } = pkg;
  return {
    kind,
    name,
    version,
    purl: purl === null ? null : (purl.split(/[?#]/, 1)[0] as string),
    metadata: readFields(metadata),
    distro: distro === null || !kindFacts(kind).distroPackage ? null : { id: distro.id, version: distro.version },
  };
}

/** A package that stands for an identity: matched like each package of that identity. */
export function packageOfIdentity({ kind, name, version, purl, metadata }: PackageIdentity, id: string): Package {
  return {
    id,
    kind,
    name,
    version,
    purl,
    licenses: [],
    cpes: [],
    locations: [],
    foundBy: '',
    evidence: 'installed',
    metadata: metadata as unknown as PackageMetadata,
  };
}

/** The distro of an identity, as matchers take it. */
export function distroOfIdentity({ distro }: PackageIdentity): Distro | null {
  return distro && { ...distro, idLike: [], name: null, prettyName: null, codename: null };
}

function readFields(metadata: PackageMetadata): PackageIdentity['metadata'] {
  switch (metadata.kind) {
    case 'apk':
      return { kind: 'apk', origin: metadata.origin };
    case 'deb':
      return { kind: 'deb', source: metadata.source, sourceVersion: metadata.sourceVersion };
    case 'maven':
      return {
        kind: 'maven',
        groupId: metadata.groupId ?? null,
        artifactId: metadata.artifactId ?? null,
      };
    case 'rpm':
      return {
        kind: 'rpm',
        epoch: metadata.epoch,
        upstreamVersion: metadata.upstreamVersion,
        release: metadata.release,
        ...(metadata.sourceRpm === undefined ? {} : { sourceRpm: metadata.sourceRpm }),
        ...(metadata.modularityLabel === undefined ? {} : { modularityLabel: metadata.modularityLabel }),
      };
    case 'unknown':
      return { kind: 'unknown', type: metadata.type };
    default:
      return { kind: metadata.kind };
  }
}
