import { uniqueBy } from '@gantry/core';
import type { CatalogResult, VisibleFacts } from '../../cataloging/define-cataloger.ts';
import { sbomErrors } from '../../errors.ts';
import { goModulePackage, type ModuleInUse, moduleInUse } from '../_shared/go-module.ts';
import type { Place } from '../_shared/language-package.ts';
import { folderOf } from '../_shared/paths.ts';
import { unreadNote } from '../_shared/unread.ts';
import type { GoFileFacts, GoModFacts, GoSumFacts, RequiredModule } from './facts.ts';

/** The modules that each go.mod requires, replacements followed, with their sums from the go.sum beside it. */
export function toPackages(files: readonly VisibleFacts<GoFileFacts>[]): CatalogResult {
  const sums = new Map<string, VisibleFacts<GoSumFacts>>();
  for (const file of files) if (isSum(file)) sums.set(folderOf(file.path), file);
  const results = files.filter(isMod).map((file) => modulesOf(file, sums.get(folderOf(file.path))));
  return { packages: results.flatMap((one) => one.packages), unread: results.flatMap((one) => one.unread ?? []) };
}

function modulesOf(mod: VisibleFacts<GoModFacts>, sum: VisibleFacts<GoSumFacts> | undefined): CatalogResult {
  const known = new Map(sum?.facts.sums ?? []);
  const replaced = replacementsOf(mod.facts);
  const used = mod.facts.requires.map((required) => inUse(required, { replaced, known }));
  const distinct = uniqueBy(used, (one) => `${one.path}@${one.version}`);
  const packages = distinct.map((one) => {
    const places: [Place, ...Place[]] = one.sum !== '' && sum ? [placeOf(mod), placeOf(sum)] : [placeOf(mod)];
    const metadata = {
      kind: 'golang' as const,
      ...(one.sum !== '' && { h1Digest: one.sum }),
      ...(one.replaces && { replaces: one.replaces }),
    };
    const main = mod.facts.module === null ? {} : { mainModule: mod.facts.module };
    return goModulePackage(one, {
      places,
      foundBy: 'go-mod',
      evidence: 'declared',
      metadata: { ...metadata, ...main },
    });
  });
  const unread = distinct
    .filter((one) => one.version === null)
    .map((one) => ({
      ...unreadNote(sbomErrors.VERSION_UNKNOWN({ name: one.path, because: one.because })),
      ...placeOf(mod),
    }));
  return { packages, unread };
}

/** Replacements by `path@version`, and by `path@` for all versions of a path. */
function replacementsOf(facts: GoModFacts): Map<string, { readonly path: string; readonly version: string }> {
  return new Map(
    facts.replaces.map((one) => [`${one.path}@${one.version}`, { path: one.byPath, version: one.byVersion }]),
  );
}

interface Knowledge {
  readonly replaced: ReadonlyMap<string, { readonly path: string; readonly version: string }>;
  readonly known: ReadonlyMap<string, string>;
}

function inUse({ path, version }: RequiredModule, { replaced, known }: Knowledge): ModuleInUse {
  const replace = replaced.get(`${path}@${version}`) ?? replaced.get(`${path}@`);
  const sumOf = (module: { readonly path: string; readonly version: string }) =>
    known.get(`${module.path}@${module.version}`) ?? '';
  return moduleInUse({
    path,
    version,
    sum: sumOf({ path, version }),
    ...(replace && { replace: { ...replace, sum: sumOf(replace) } }),
  });
}

function isMod(file: VisibleFacts<GoFileFacts>): file is VisibleFacts<GoModFacts> {
  return file.facts.kind === 'go.mod';
}

function isSum(file: VisibleFacts<GoFileFacts>): file is VisibleFacts<GoSumFacts> {
  return file.facts.kind === 'go.sum';
}

function placeOf({ path, layer }: VisibleFacts<unknown>): Place {
  return layer === undefined ? { path } : { path, layer };
}
