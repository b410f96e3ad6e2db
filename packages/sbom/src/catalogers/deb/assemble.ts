import type { Location, PackageDraft } from '@gantry/core';
import { type License, readLicense } from '@gantry/core/license';
import { by } from '@gantry/core/order';
import type { AssembleContext, CatalogResult, VisibleFacts } from '../../cataloging/define-cataloger.ts';
import { SharedTexts } from '../_shared/shared-texts.ts';
import { type DebDatabase, type DebMaterial, gatherDatabases } from './databases.ts';
import { debFiles } from './owned-files.ts';
import type { CopyrightFacts } from './parse-copyright.ts';
import type { DebFacts } from './read.ts';
import { toPackage } from './to-package.ts';

/** Puts the dpkg facts of an artifact together: one package a record, with its files and licences. */
export function assemble(files: readonly VisibleFacts<DebFacts>[], context: AssembleContext): CatalogResult {
  const material = gatherDatabases(files);
  return { packages: material.databases.flatMap((database) => packagesOf(database, material, context)) };
}

function packagesOf(database: DebDatabase, material: DebMaterial, context: AssembleContext): PackageDraft[] {
  const drafts = new Map<string, PackageDraft>();
  const texts = new SharedTexts();
  for (const { record, file } of database.records) {
    const key = `${record.name}\u0000${record.arch}\u0000${record.version}`;
    const known = drafts.get(key);
    if (known) {
      drafts.set(key, { ...known, locations: sorted([...known.locations, locationOf(file, 'primary')]) });
      continue;
    }
    const { files, lists } = debFiles(database, record, context.tree);
    const copyright = copyrightOf(database, record.name, { material, context });
    const supporting = [...lists, ...(copyright ? [copyright] : [])].map((one) => locationOf(one, 'supporting'));
    const locations = supporting.length > 0 ? sorted([locationOf(file, 'primary'), ...supporting]) : onlyPrimary(file);
    drafts.set(
      key,
      toPackage({ record, files, locations, licenses: licensesOf(copyright), distro: context.distro, texts }),
    );
  }
  return [...drafts.values()];
}

/** The doc folder is often a symlink to that of another package of the same source. */
function copyrightOf(
  database: DebDatabase,
  name: string,
  { material, context }: { readonly material: DebMaterial; readonly context: AssembleContext },
): VisibleFacts<CopyrightFacts> | undefined {
  if (material.copyrights.size === 0) return undefined;
  const path = `${database.root}/usr/share/doc/${name}/copyright`;
  return material.copyrights.get(context.tree.resolve(path) ?? path);
}

const readLicenses = new WeakMap<CopyrightFacts, readonly License[]>();
const noLicenses: readonly License[] = [];

function licensesOf(file: VisibleFacts<CopyrightFacts> | undefined): readonly License[] {
  if (!file) return noLicenses;
  const known = readLicenses.get(file.facts);
  if (known) return known;
  const licenses = file.facts.licenses.map((value) => readLicense(value));
  readLicenses.set(file.facts, licenses);
  return licenses;
}

/** Records of one file share their location, so that 200,000 of them stay small. */
function onlyPrimary(file: VisibleFacts<DebFacts>): readonly Location[] {
  const known = primaries.get(file);
  if (known) return known;
  const locations = [locationOf(file, 'primary')];
  primaries.set(file, locations);
  return locations;
}

const primaries = new WeakMap<VisibleFacts<DebFacts>, readonly Location[]>();

function locationOf(file: VisibleFacts<unknown>, role: Location['role']): Location {
  return file.layer === undefined ? { path: file.path, role } : { path: file.path, layer: file.layer, role };
}

function sorted(locations: Location[]): Location[] {
  return locations.sort(by((location) => location.path));
}
