import type { Distro, Location, PackageDraft } from '@gantry/core';
import { cpeCandidates } from '@gantry/core/cpe';
import type { License } from '@gantry/core/license';
import type { DebMetadata, OwnedFile } from '@gantry/core/package';
import { distroPurl } from '../_shared/distro-package.ts';
import type { SharedTexts } from '../_shared/shared-texts.ts';
import type { DebRecord } from './parse-status.ts';

/** What is known of one Debian package. */
export interface DebParts {
  readonly record: DebRecord;
  readonly files: readonly OwnedFile[];
  readonly locations: readonly Location[];
  readonly licenses: readonly License[];
  readonly distro: Distro | null;
  readonly texts: SharedTexts;
}

/** The package of a dpkg record. */
export function toPackage(parts: DebParts): PackageDraft {
  const { record, locations, licenses, distro } = parts;
  const source = record.source ?? record.name;
  return {
    kind: 'deb',
    name: record.name,
    version: record.version,
    purl: distroPurl({
      type: 'deb',
      name: record.name,
      version: record.version,
      distro,
      qualifiers: { arch: record.arch, upstream: upstreamOf(record) },
    }),
    licenses,
    cpes: cpeCandidates({ kind: 'deb', name: record.name, version: upstreamVersion(record.version), source }),
    locations,
    foundBy: 'deb',
    evidence: 'installed',
    metadata: toMetadata(record, source, parts),
  };
}

function toMetadata(record: DebRecord, source: string, { files, texts }: DebParts): DebMetadata {
  return {
    kind: 'deb',
    architecture: texts.of(record.arch),
    source: texts.of(source),
    sourceVersion: texts.of(record.sourceVersion ?? record.version),
    ...(record.status !== undefined && { status: record.status }),
    ...(record.maintainer !== undefined && { maintainer: texts.of(record.maintainer) }),
    ...(record.sizeKib !== undefined && { installedSizeKib: record.sizeKib }),
    ...(record.description !== undefined && { description: record.description }),
    ...(record.depends !== undefined && { depends: listOf(record.depends, texts) }),
    ...(record.preDepends !== undefined && { preDepends: listOf(record.preDepends, texts) }),
    ...(record.provides !== undefined && { provides: listOf(record.provides, texts) }),
    files,
  };
}

/** The `upstream` qualifier: the source package when the record names one, its version when that differs. */
function upstreamOf(record: DebRecord): string | null {
  if (record.source === undefined) return null;
  return record.sourceVersion === undefined ? record.source : `${record.source}@${record.sourceVersion}`;
}

/** `1:1.2.13.dfsg-1` is upstream's 1.2.13: no epoch, no Debian revision, no mark of a repacked archive. */
function upstreamVersion(version: string): string {
  const afterEpoch = version.slice(version.indexOf(':') + 1);
  const dash = afterEpoch.lastIndexOf('-');
  return (dash > 0 ? afterEpoch.slice(0, dash) : afterEpoch).replace(/[.+~](?:dfsg|ds|repack)[0-9.]*$/, '');
}

function listOf(text: string, texts: SharedTexts): string[] {
  return text
    .split(',')
    .map((item) => texts.of(item.trim()))
    .filter((item) => item !== '');
}
