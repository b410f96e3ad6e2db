import type { License, Package } from '@gantry/core';
import type { Json } from '../_shared/json.ts';
import type { ExtractedLicenses } from './extracted-licenses.ts';

/** The id of a package in the document: letters, digits, dots and dashes only. */
export function elementId(id: string): string {
  return `SPDXRef-Package-${id.replace(/[^A-Za-z0-9.-]/g, '-')}`;
}

/** A package as an SPDX package; purl and CPEs are external references, places are in `sourceInfo`. */
export function encodePackage(pkg: Package, licenses: ExtractedLicenses): Json {
  const declared = licenses.expression(ofType(pkg.licenses, 'declared'));
  const concluded = licenses.expression(ofType(pkg.licenses, 'concluded'));
  const references = [
    ...(pkg.purl ? [{ referenceCategory: 'PACKAGE-MANAGER', referenceType: 'purl', referenceLocator: pkg.purl }] : []),
    ...pkg.cpes.map((cpe) => ({ referenceCategory: 'SECURITY', referenceType: 'cpe23Type', referenceLocator: cpe })),
  ];
  return {
    SPDXID: elementId(pkg.id),
    name: pkg.name,
    ...(pkg.version === null ? {} : { versionInfo: pkg.version }),
    downloadLocation: 'NOASSERTION',
    filesAnalyzed: false,
    licenseConcluded: concluded,
    licenseDeclared: declared,
    copyrightText: 'NOASSERTION',
    sourceInfo: `gantry:${pkg.kind}:${pkg.evidence}:${pkg.foundBy}: ${pkg.locations.map((location) => location.path).join(', ')}`,
    ...(pkg.metadata.kind === 'maven' ? { packageFileName: pkg.metadata.virtualPath } : {}),
    ...(references.length > 0 ? { externalRefs: references } : {}),
  };
}

function ofType(licenses: readonly License[], type: License['type']): License[] {
  return licenses.filter((license) => license.type === type);
}
