import { by, type Package, type PackageVerification } from '@gantry/core';
import type { OwnedFile } from '@gantry/core/package';
import { type SumAlgorithm, sumBytes } from '../../cataloging/file-sums.ts';
import type { Diversion } from './read-helper.ts';

/** A file that a package database describes. */
export interface StatedFile {
  readonly package: Package;
  readonly file: OwnedFile;
  /** Where it should be: `file.path`, unless dpkg diverted it. */
  readonly path: string;
  /** Null when the database states none. */
  readonly digest: { readonly algorithm: SumAlgorithm; readonly hex: string } | null;
}

/** What there is to compare, in order of package ids and paths; configuration files are left out. */
export function statedFiles(
  packages: readonly Package[],
  diversions: readonly Diversion[],
): { readonly files: readonly StatedFile[]; readonly notCompared: PackageVerification['notCompared'] } {
  const diverted = new Map(diversions.map((one) => [one.from, one]));
  const files: StatedFile[] = [];
  const notCompared: PackageVerification['notCompared'][number][] = [];
  for (const owner of [...packages].sort(by(({ id }) => id))) {
    const owned = ownedBy(owner);
    if (owned === null) continue;
    if (owned.length === 0) notCompared.push({ packageId: owner.id, because: 'its database lists no files' });
    for (const file of [...owned].sort(by(({ path }) => path))) {
      if (file.config === true || isProtected(owner, file.path)) continue;
      files.push({ package: owner, file, path: placeOf(owner, file, diverted), digest: digestOf(file.digest) });
    }
  }
  return { files, notCompared };
}

/** Null for packages without a database of files. */
function ownedBy({ metadata }: Package): readonly OwnedFile[] | null {
  return metadata.kind === 'deb' || metadata.kind === 'apk' || metadata.kind === 'rpm' ? metadata.files : null;
}

/** apk marks no configuration files: it protects what lies in etc (protected paths of apk-tools), but for start scripts. */
function isProtected({ kind }: Package, path: string): boolean {
  return kind === 'apk' && path.includes('/etc/') && /^(?:\/.+)?\/etc\/(?!init\.d\/)/.test(path);
}

function placeOf({ kind, name }: Package, { path }: OwnedFile, diverted: ReadonlyMap<string, Diversion>): string {
  const diversion = kind === 'deb' ? diverted.get(path) : undefined;
  return diversion === undefined || diversion.by === name ? path : diversion.to;
}

function digestOf(text: string | undefined): StatedFile['digest'] {
  const [algorithm = '', hex = ''] = (text ?? '').split(':');
  const isKnown = algorithm in sumBytes && hex.length === sumBytes[algorithm as SumAlgorithm] * 2;
  return isKnown ? { algorithm: algorithm as SumAlgorithm, hex } : null;
}
