import type { License, Location, PackageDraft, PackageEvidence, Unread } from '@gantry/core';
import { listOf } from '@gantry/core/json';
import { readLicense } from '@gantry/core/license';
import { sbomErrors } from '../../errors.ts';
import { draftFromPurl } from '../_shared/draft-from-purl.ts';
import { asObject, asText, type Json } from '../_shared/json.ts';
import { unreadPart } from '../_shared/unread.ts';

/** A component as a package, or the reason why it is none. */
export function decodeComponent(raw: Json): PackageDraft | Unread {
  const name = asText(raw['name'], 1024);
  if (!name) {
    const path = asText(raw['bom-ref']) ?? '-';
    return unreadPart('cyclonedx-json', path, sbomErrors.DOCUMENT_ENTRY({ because: 'a component has no name' }));
  }
  const properties = propertiesOf(raw);
  const cpe = asText(raw['cpe']);
  return draftFromPurl({
    name,
    group: asText(raw['group'], 1024),
    version: asText(raw['version'], 1024) ?? null,
    purl: asText(raw['purl']),
    kind: properties.get('gantry:package:type'),
    licenses: listOf(raw['licenses']).flatMap(decodeLicense),
    cpes: cpe ? [cpe] : [],
    locations: decodeLocations(properties),
    foundBy: properties.get('gantry:package:found-by') ?? 'cyclonedx-json',
    evidence: evidenceOf(properties.get('gantry:package:evidence')),
    facts: {
      debSource: properties.get('gantry:deb:source'),
      debSourceVersion: properties.get('gantry:deb:source-version'),
      apkOrigin: properties.get('gantry:apk:origin'),
      rpmSource: properties.get('gantry:rpm:source'),
      rpmModule: properties.get('gantry:rpm:module'),
      virtualPath: properties.get('gantry:java:virtual-path'),
    },
    typeText: asText(raw['type']) ?? '',
  });
}

function propertiesOf(raw: Json): Map<string, string> {
  const rows = listOf(raw['properties']).map(asObject);
  return new Map(
    rows.flatMap(({ name, value }) =>
      typeof name === 'string' && typeof value === 'string' ? [[name, value] as const] : [],
    ),
  );
}

function decodeLocations(properties: ReadonlyMap<string, string>): Location[] {
  const locations: Location[] = [];
  for (let index = 0; index < 10_000; index++) {
    const key = `gantry:location:${index}`;
    const path = properties.get(`${key}:path`) ?? properties.get(`syft:location:${index}:path`);
    if (path === undefined) break;
    const layer = properties.get(`${key}:layer`) ?? properties.get(`syft:location:${index}:layerID`);
    const role = properties.get(`${key}:role`) === 'supporting' ? 'supporting' : 'primary';
    locations.push({ path, role, ...(layer ? { layer } : {}) });
  }
  return locations;
}

function evidenceOf(text: string | undefined): PackageEvidence {
  return text === 'binary' || text === 'declared' ? text : 'installed';
}

function decodeLicense(item: unknown): License[] {
  const raw = asObject(item);
  const license = asObject(raw['license']);
  const text = asText(raw['expression']) ?? asText(license['id']) ?? asText(license['name']);
  return text ? [readLicense(text)] : [];
}
