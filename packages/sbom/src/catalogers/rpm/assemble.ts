import type { Location, PackageDraft } from '@gantry/core';
import { by } from '@gantry/core/order';
import type { AssembleContext, CatalogResult, VisibleFacts } from '../../cataloging/define-cataloger.ts';
import { sbomErrors } from '../../errors.ts';
import { unreadNote } from '../_shared/unread.ts';
import type { RpmFacts, RpmForm } from './read.ts';
import { toPackage } from './to-package.ts';

type File = VisibleFacts<RpmFacts>;

/** The packages of every root's database; what stands in two databases of one root is one package. */
export function assemble(files: readonly File[], context: AssembleContext): CatalogResult {
  const chosen = currentDatabases(files);
  const drafts = new Map<string, PackageDraft>();
  for (const file of chosen) addPackages(file, context, drafts);
  return { packages: [...drafts.values()], unread: chosen.flatMap((file) => unmergedLog(file, context)) };
}

const preference: readonly RpmForm[] = ['SQLite', 'NDB', 'Berkeley DB', 'manifest'];

/** rpm uses one form in a folder; older ones that an upgrade left behind are history. */
function currentDatabases(files: readonly File[]): File[] {
  const byFolder = new Map<string, File>();
  for (const file of files) {
    const folder = file.path.slice(0, file.path.lastIndexOf('/'));
    const known = byFolder.get(folder);
    if (!known || rank(file) < rank(known)) byFolder.set(folder, file);
  }
  return [...byFolder.values()].sort(by(rank, (file) => file.path));
}

function rank(file: File): number {
  return preference.indexOf(file.facts.form);
}

function addPackages(file: File, context: AssembleContext, drafts: Map<string, PackageDraft>): void {
  const root = file.path.replace(/\/(?:var\/lib|usr\/share|usr\/lib\/sysimage)\/rpm(?:manifest)?\/[^/]+$/, '');
  const location: Location = {
    path: file.path,
    ...(file.layer !== undefined && { layer: file.layer }),
    role: 'primary',
  };
  const locations = [location];
  for (const record of file.facts.records) {
    const { name, epoch, version, release, arch } = record;
    const key = [root, name, epoch ?? '', version, release, arch ?? ''].join('\u0000');
    const known = drafts.get(key);
    if (!known) drafts.set(key, toPackage(record, { root, locations, distro: context.distro }));
    else if (!known.locations.some((one) => one.path === file.path)) {
      drafts.set(key, { ...known, locations: [...known.locations, location].sort(by((one) => one.path)) });
    }
  }
}

/** SQLite may have left changes in its write-ahead log; rpm merges them when it closes the database. */
function unmergedLog({ path, facts, layer }: File, { tree }: AssembleContext): NonNullable<CatalogResult['unread']> {
  const log = `${path}-wal`;
  if (facts.form !== 'SQLite' || !tree.entry(log)?.size) return [];
  const because = 'it is a write-ahead log that was not merged into the database';
  const note = unreadNote(sbomErrors.DATABASE_UNREADABLE({ path: log, format: 'RPM (SQLite)', because }));
  return [{ ...note, path: log, ...(layer !== undefined && { layer }) }];
}
