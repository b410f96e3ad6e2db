import type { License, Location, Package } from '@gantry/core';
import { kindFacts } from '@gantry/core/package';
import type { Json } from '../_shared/json.ts';
import { codecOf } from './metadata/index.ts';

/** A package as a syft-JSON artifact. A version that is not known is the empty text, and stays "not known" when it is read back. */
export function encodePackage(pkg: Package): Json {
  const facts = kindFacts(pkg.kind);
  const codec = codecOf(pkg.kind);
  const type = pkg.metadata.kind === 'unknown' ? pkg.metadata.type : facts.syftType;
  return {
    id: pkg.id,
    name: pkg.name,
    version: pkg.version ?? '',
    type,
    foundBy: pkg.foundBy,
    locations: pkg.locations.map(encodeLocation),
    licenses: pkg.licenses.map(encodeLicense),
    language: facts.syftLanguage,
    cpes: pkg.cpes.map((cpe) => ({ cpe, source: 'gantry-generated' })),
    purl: pkg.purl ?? '',
    ...(codec ? { metadataType: codec.typeOf(pkg), metadata: codec.encode(pkg.metadata, pkg) } : {}),
  };
}

function encodeLocation(location: Location): Json {
  return {
    path: location.path,
    ...(location.layer ? { layerID: location.layer } : {}),
    accessPath: location.accessPath ?? location.path,
    annotations: { evidence: location.role },
  };
}

function encodeLicense(license: License): Json {
  return { value: license.value, spdxExpression: license.spdx ?? '', type: license.type, urls: [], locations: [] };
}
