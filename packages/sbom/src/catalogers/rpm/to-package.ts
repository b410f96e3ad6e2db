import type { Distro, Location, PackageDraft } from '@gantry/core';
import { cpeCandidates } from '@gantry/core/cpe';
import { readLicense } from '@gantry/core/license';
import type { RpmMetadata } from '@gantry/core/package';
import { distroPurl } from '../_shared/distro-package.ts';
import { ownedFiles } from '../_shared/owned-file-table.ts';
import type { RpmRecord } from './parse-header.ts';

/** Where a package was found. */
export interface RpmPlace {
  /** Root of the database; empty for `/`. */
  readonly root: string;
  readonly locations: readonly Location[];
  readonly distro: Distro | null;
}

/** The package of an RPM header. Its version is `epoch:version-release`, without `epoch:` when the header has none. */
export function toPackage(record: RpmRecord, { root, locations, distro }: RpmPlace): PackageDraft {
  const { name, epoch, arch, sourceRpm, license } = record;
  const versionRelease = `${record.version}-${record.release}`;
  return {
    kind: 'rpm',
    name,
    version: epoch === undefined ? versionRelease : `${epoch}:${versionRelease}`,
    purl: distroPurl({
      type: 'rpm',
      name,
      version: versionRelease,
      distro,
      qualifiers: { arch, epoch, rpmmod: record.module, upstream: sourceRpm },
    }),
    licenses: license === undefined ? [] : [readLicense(license)],
    cpes: cpeCandidates({ kind: 'rpm', name, version: record.version, source: sourceName(sourceRpm) }),
    locations,
    foundBy: 'rpm',
    evidence: 'installed',
    metadata: toMetadata(record, root),
  };
}

function toMetadata(record: RpmRecord, root: string): RpmMetadata {
  const { files, sourceRpm, module, vendor, size, provides, requires } = record;
  return {
    kind: 'rpm',
    epoch: record.epoch ?? null,
    upstreamVersion: record.version,
    release: record.release,
    architecture: record.arch ?? null,
    ...(sourceRpm !== undefined && { sourceRpm }),
    ...(module !== undefined && { modularityLabel: module }),
    ...(vendor !== undefined && { vendor }),
    ...(size !== undefined && { size }),
    ...(provides !== undefined && { provides }),
    ...(requires !== undefined && { requires }),
    files: ownedFiles(files, root),
  };
}

/** `openssl` of `openssl-3.0.7-16.el9_2.src.rpm`. */
function sourceName(file: string | undefined): string | undefined {
  return /^(.{1,300})-[^-]{1,300}-[^-]{1,300}$/.exec(file ?? '')?.[1];
}
