import type { License, Location, Package, PackageEvidence, PackageMetadata, Unread } from '@gantry/core';
import { defined, listOf } from '@gantry/core/json';
import { spdxExpression } from '@gantry/core/license';
import { sbomErrors } from '../../errors.ts';
import { asObject, asText, type Json } from '../_shared/json.ts';
import { kindOfSyftType } from '../_shared/kind-of.ts';
import { unreadPart } from '../_shared/unread.ts';
import { codecOf } from './metadata/index.ts';

/** An artifact as a package, or the reason why it is none. */
export function decodePackage(item: unknown, index: number): Package | Unread {
  const raw = asObject(item);
  const id = asText(raw['id'], 128);
  const name = asText(raw['name'], 1024);
  const type = asText(raw['type'], 64) ?? '';
  if (!id || !name) return unreadable(index, name);
  const purl = asText(raw['purl']);
  const kind = kindOfSyftType(type, purl);
  const version = versionOf(raw['version']);
  const locations = listOf(raw['locations']).flatMap(decodeLocation);
  const metadata = decodeMetadata(raw, { kind, name, version, path: locations[0]?.path ?? '' });
  return {
    id,
    kind: metadata.kind,
    name,
    version,
    purl: purl ?? null,
    licenses: listOf(raw['licenses']).flatMap(decodeLicense),
    cpes: listOf(raw['cpes']).flatMap((cpe) => asText(typeof cpe === 'string' ? cpe : asObject(cpe)['cpe']) ?? []),
    locations,
    foundBy: asText(raw['foundBy']) ?? '',
    evidence: evidenceOf(asText(raw['metadataType']) ?? ''),
    metadata,
  };
}

/** Some writers say `UNKNOWN` for a version that they do not know. */
function versionOf(value: unknown): string | null {
  const text = asText(value, 1024);
  return text === undefined || text === 'UNKNOWN' ? null : text;
}

function decodeMetadata(
  raw: Json,
  around: {
    readonly kind: Package['kind'];
    readonly name: string;
    readonly version: string | null;
    readonly path: string;
  },
): PackageMetadata {
  const codec = codecOf(around.kind);
  if (codec) return codec.decode(asObject(raw['metadata']), around);
  return { kind: 'unknown', type: asText(raw['type'], 64) ?? '', raw: raw['metadata'] };
}

function decodeLocation(item: unknown): Location[] {
  const raw = asObject(item);
  const path = asText(raw['path'], 8192);
  if (!path) return [];
  const accessPath = asText(raw['accessPath'], 8192);
  const role = asObject(raw['annotations'])['evidence'] === 'supporting' ? 'supporting' : 'primary';
  return [
    {
      path,
      role,
      ...defined({ layer: asText(raw['layerID']), accessPath: accessPath === path ? undefined : accessPath }),
    },
  ];
}

function decodeLicense(item: unknown): License[] {
  if (typeof item === 'string') return item ? [{ value: item, spdx: spdxExpression(item), type: 'declared' }] : [];
  const raw = asObject(item);
  const value = asText(raw['value']) ?? asText(raw['spdxExpression']);
  if (!value) return [];
  const spdx = asText(raw['spdxExpression']);
  return [
    { value, spdx: spdx ? spdxExpression(spdx) : null, type: raw['type'] === 'concluded' ? 'concluded' : 'declared' },
  ];
}

function evidenceOf(metadataType: string): PackageEvidence {
  if (/lock-entry|go-module-entry|go-source-entry/.test(metadataType)) return 'declared';
  return /buildinfo|audit-entry|binary/.test(metadataType) ? 'binary' : 'installed';
}

function unreadable(index: number, name: string | undefined): Unread {
  const error = sbomErrors.DOCUMENT_ENTRY({ because: 'it has no id or no name' });
  return unreadPart('syft-json', name ?? `artifacts[${index}]`, error);
}
