import type { JavaPackageContent, LicenseReviewItem, PackageContent } from '@gantry/contract/content';
import type { Package, PackageMetadata } from '@gantry/core';
import { defined } from '@gantry/core/json';
import { kindFacts } from '@gantry/core/package';
import { contentTypeOf } from './content-types.ts';

/** A package as the lists of content show it. */
export function toPackage(one: Package): PackageContent {
  return defined({
    ...common(one),
    type: kindFacts(one.kind).distroPackage ? kindFacts(one.kind).policyType : contentTypeOf(one),
    size: sizeOf(one.metadata)?.toString(),
    metadata_type: one.metadata.kind,
    metadata: metadataOf(one.metadata),
  });
}

/** A Java archive as its list shows it. */
export function toJavaPackage(one: Package): JavaPackageContent {
  const { metadata } = one;
  const maven = metadata.kind === 'maven' ? metadata : null;
  const stated = maven?.coordinatesFrom.startsWith('pom') === true;
  return defined({
    ...common(one),
    type: `java-${/\.(\w{2,5})$/.exec(maven?.virtualPath ?? '')?.[1]?.toLowerCase() ?? 'jar'}`,
    'implementation-version': maven?.manifest?.['Implementation-Version'],
    'specification-version': maven?.manifest?.['Specification-Version'],
    'maven-version': stated ? (one.version ?? undefined) : undefined,
  });
}

/** A package with its licences as its metadata states them; one that states none has an empty list. */
export function toLicences(one: Package): LicenseReviewItem {
  return {
    package: defined({
      name: one.name,
      version: one.version ?? undefined,
      type: kindFacts(one.kind).distroPackage ? kindFacts(one.kind).policyType : contentTypeOf(one),
      purl: one.purl ?? undefined,
    }),
    licenses: one.licenses.map(({ value, spdx }) =>
      defined({ license_id: spdx ?? undefined, license_name: value, source: 'sbom' as const }),
    ),
  };
}

function common(one: Package) {
  return {
    package: one.name,
    version: one.version ?? undefined,
    origin: originOf(one.metadata),
    licenses: one.licenses.map(({ spdx, value }) => spdx ?? value),
    location: (one.locations.find(({ role }) => role === 'primary') ?? one.locations[0])?.path,
    cpes: [...one.cpes],
    purl: one.purl ?? undefined,
  };
}

/** Who made it, as far as its metadata says. */
function originOf(metadata: PackageMetadata): string | undefined {
  switch (metadata.kind) {
    case 'apk':
    case 'deb':
      return metadata.maintainer;
    case 'rpm':
      return metadata.vendor;
    case 'npm':
    case 'pypi':
      return metadata.author;
    case 'gem':
      return metadata.authors?.join(', ');
    default:
      return undefined;
  }
}

/** Bytes on disk, where the package manager states them. */
function sizeOf(metadata: PackageMetadata): number | undefined {
  if (metadata.kind === 'apk') return metadata.installedSize;
  if (metadata.kind === 'rpm') return metadata.size;
  return metadata.kind === 'deb' && metadata.installedSizeKib !== undefined
    ? metadata.installedSizeKib * 1024
    : undefined;
}

/** Lists of owned files are the SBOM's; here they would make thousands of lines of each package. */
function metadataOf(metadata: PackageMetadata): Record<string, unknown> {
  return Object.fromEntries(Object.entries(metadata).filter(([name]) => name !== 'kind' && name !== 'files'));
}
