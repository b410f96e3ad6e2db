import type { Location, PackageDraft } from '@gantry/core';
import { cpeCandidates } from '@gantry/core/cpe';
import type { ApkMetadata } from '@gantry/core/package';
import type { AssembleContext, CatalogResult, VisibleFacts } from '../../cataloging/define-cataloger.ts';
import { distroPurl } from '../_shared/distro-package.ts';
import { ownedFiles } from '../_shared/owned-file-table.ts';
import { apkLicenses } from './licenses.ts';
import type { ApkFacts, ApkRecord } from './parse-installed-db.ts';

/** The packages of every installed database; a package that stands twice in one database is one package. */
export function assemble(files: readonly VisibleFacts<ApkFacts>[], context: AssembleContext): CatalogResult {
  return { packages: files.flatMap((file) => packagesOf(file, context)) };
}

function packagesOf(file: VisibleFacts<ApkFacts>, context: AssembleContext): PackageDraft[] {
  const root = file.path.slice(0, file.path.lastIndexOf('/lib/apk/')).replace(/\/usr$/, '');
  const locations: Location[] = [
    { path: file.path, ...(file.layer !== undefined && { layer: file.layer }), role: 'primary' },
  ];
  const packages = new Map<string, PackageDraft>();
  for (const record of file.facts.records) {
    const key = `${record.fields['P']}\u0000${record.fields['V']}\u0000${record.fields['A']}`;
    if (!packages.has(key)) packages.set(key, toPackage(record, { root, locations, context }));
  }
  return [...packages.values()];
}

interface Place {
  readonly root: string;
  readonly locations: readonly Location[];
  readonly context: AssembleContext;
}

function toPackage(record: ApkRecord, { root, locations, context }: Place): PackageDraft {
  const { P: name = '', V: version = '', A: arch = '', L: license = '' } = record.fields;
  const origin = record.fields['o'] ?? name;
  return {
    kind: 'apk',
    name,
    version,
    purl: distroPurl({
      type: 'apk',
      name,
      version,
      distro: context.distro,
      qualifiers: { arch, upstream: origin === name ? null : origin },
    }),
    licenses: apkLicenses(license),
    cpes: cpeCandidates({ kind: 'apk', name, version: version.replace(/-r\d+$/, ''), source: origin }),
    locations,
    foundBy: 'apk',
    evidence: 'installed',
    metadata: toMetadata(record, { root, origin, arch }),
  };
}

function toMetadata(
  { fields, files }: ApkRecord,
  { root, origin, arch }: { readonly root: string; readonly origin: string; readonly arch: string },
): ApkMetadata {
  const { m, U, T, S, I, D, p, C, c } = fields;
  return {
    kind: 'apk',
    architecture: arch,
    origin,
    ...(m !== undefined && { maintainer: m }),
    ...(U !== undefined && { url: U }),
    ...(T !== undefined && { description: T }),
    ...sizeField('packageSize', S),
    ...sizeField('installedSize', I),
    ...(D !== undefined && { pullDependencies: words(D) }),
    ...(p !== undefined && { provides: words(p) }),
    ...(C !== undefined && { pullChecksum: C }),
    ...(c !== undefined && { gitCommit: c }),
    files: ownedFiles(files, root),
  };
}

function sizeField<K extends string>(key: K, text: string | undefined): Partial<Record<K, number>> {
  const size = Number(text);
  return text !== undefined && Number.isSafeInteger(size) && size >= 0 ? ({ [key]: size } as Record<K, number>) : {};
}

function words(text: string): string[] {
  return text.split(/\s+/).filter((word) => word !== '');
}
