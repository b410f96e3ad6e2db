import type { Bill, Package, PackageMetadata, StatedOfPackage } from '@gantry/core';

/** What the document states of a package beyond what the bill keeps of it; nothing for artifacts that were read themselves. */
export function statedOf({ document }: Bill, one: Package): StatedOfPackage {
  const all = document?.stated ?? {};
  return (Object.hasOwn(all, one.id) ? all[one.id] : undefined) ?? {};
}

/** Who makes or supplies a package, by the document or by the record of its package manager; null when nobody says. */
export function supplierOf(bill: Bill, one: Package): string | null {
  return statedOf(bill, one).supplier || recordedSupplier(one.metadata) || null;
}

function recordedSupplier(metadata: PackageMetadata): string | undefined {
  switch (metadata.kind) {
    case 'apk':
    case 'deb':
      return metadata.maintainer;
    case 'gem':
      return metadata.authors?.[0];
    case 'npm':
      return metadata.author;
    case 'pypi':
      return metadata.author ?? metadata.authorEmail;
    case 'rpm':
      return metadata.vendor;
    default:
      return undefined;
  }
}

/** Does anything state a digest of the package as a whole? Digests of its single files are none. */
export function hasDigest(bill: Bill, one: Package): boolean {
  return statedOf(bill, one).hashed === true || Boolean(recordedDigest(one.metadata));
}

function recordedDigest(metadata: PackageMetadata): string | undefined {
  switch (metadata.kind) {
    case 'apk':
      return metadata.pullChecksum;
    case 'cargo':
      return metadata.checksum;
    case 'golang':
      return metadata.h1Digest;
    case 'maven':
      return metadata.sha1;
    case 'npm':
      return metadata.integrity;
    case 'nuget':
      return metadata.sha512;
    default:
      return undefined;
  }
}
