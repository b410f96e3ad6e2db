import { type CodedError, cpeCandidates, type GolangMetadata, type PackageDraft, printPurl } from '@gantry/core';
import type { CatalogResult, VisibleFacts } from '../../cataloging/define-cataloger.ts';
import { sbomErrors } from '../../errors.ts';
import { goModulePackage, type ModuleInUse, moduleInUse } from '../_shared/go-module.ts';
import { languagePackage, type Place } from '../_shared/language-package.ts';
import { unreadNote } from '../_shared/unread.ts';
import type { BuildFacts, GoBinaryFacts, ModuleFacts } from './facts.ts';

interface Collected {
  readonly packages: PackageDraft[];
  readonly relationships: NonNullable<CatalogResult['relationships']>[number][];
  readonly unread: NonNullable<CatalogResult['unread']>[number][];
}

/** The standard library, the main module and the modules of every program; the main module depends on the others. */
export function toPackages(files: readonly VisibleFacts<GoBinaryFacts>[]): CatalogResult {
  const collected: Collected = { packages: [], relationships: [], unread: [] };
  for (const file of files) {
    const seen = new Map<string, number>();
    for (const build of file.facts.builds) addBuild(build, { file, seen, into: collected });
  }
  return collected;
}

interface Surroundings {
  readonly file: VisibleFacts<GoBinaryFacts>;
  /** Packages of this file by name and version: the parts of a fat file share most of theirs. */
  readonly seen: Map<string, number>;
  readonly into: Collected;
}

function addBuild(build: BuildFacts, around: Surroundings): void {
  const main = build.main ? addModule(build.main, build, around) : null;
  const parts = [addStandardLibrary(build, around), ...build.deps.map((module) => addModule(module, build, around))];
  if (main !== null) {
    for (const part of parts)
      if (part !== main) around.into.relationships.push({ from: main, to: part, type: 'depends-on' });
  } else if (build.deps.length === 0) {
    tell(around, sbomErrors.MODULES_UNKNOWN({ name: build.packagePath ?? 'here' }));
  }
}

function addStandardLibrary(build: BuildFacts, around: Surroundings): number {
  const release = /^go(\d[\w.]{0,30})/.exec(build.goVersion)?.[1];
  const version = release === undefined ? null : `go${release}`;
  if (version === null)
    tell(around, sbomErrors.VERSION_UNKNOWN({ name: 'stdlib', because: `it was built with ${build.goVersion}` }));
  return addOnce(around, `stdlib@${version}`, () => {
    const made = languagePackage({
      name: 'stdlib',
      version,
      purl: { name: 'stdlib' },
      licenses: [],
      places: [placeOf(around.file)],
      foundBy: 'go-binary',
      evidence: 'binary',
      metadata: { kind: 'golang', goVersion: build.goVersion, architecture: build.architecture },
    });
    const cpes = cpeCandidates({ kind: 'golang', name: 'stdlib', version: release ?? null });
    return { ...made, cpes, purl: printPurl({ type: 'golang', name: 'stdlib', version: release }) };
  });
}

function addModule(module: ModuleFacts, build: BuildFacts, around: Surroundings): number {
  const used = moduleInUse(module);
  if (used.version === null) tell(around, sbomErrors.VERSION_UNKNOWN({ name: used.path, because: used.because }));
  const main = module === build.main;
  return addOnce(around, `${used.path}@${used.version}`, () =>
    goModulePackage(used, {
      places: [placeOf(around.file)],
      foundBy: 'go-binary',
      evidence: 'binary',
      metadata: metadataOf(used, { build, main }),
    }),
  );
}

function metadataOf(
  used: ModuleInUse,
  { build, main }: { readonly build: BuildFacts; readonly main: boolean },
): GolangMetadata {
  return {
    kind: 'golang',
    goVersion: build.goVersion,
    architecture: build.architecture,
    ...(build.main && { mainModule: build.main.path }),
    ...(used.sum !== '' && { h1Digest: used.sum }),
    ...(main && build.settings.length > 0 && { buildSettings: build.settings }),
    ...(used.replaces && { replaces: used.replaces }),
  };
}

function addOnce({ seen, into }: Surroundings, key: string, make: () => PackageDraft): number {
  const known = seen.get(key);
  if (known !== undefined) return known;
  const index = into.packages.push(make()) - 1;
  seen.set(key, index);
  return index;
}

function tell({ file, into }: Surroundings, error: CodedError): void {
  into.unread.push({ ...unreadNote(error), ...placeOf(file) });
}

function placeOf({ path, layer }: VisibleFacts<unknown>): Place {
  return layer === undefined ? { path } : { path, layer };
}
