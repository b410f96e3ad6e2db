import type { OwnedFileTable } from '../_shared/owned-file-table.ts';
import { fileMarks } from './file-marks.ts';
import type { RpmHeader } from './header.ts';
import { tags } from './tags.ts';

const maxFiles = 1_000_000;
const maxPath = 4096;
/** What the paths of one database may take in all: many short names in a long folder name multiply. */
export interface PathBudget {
  /** Characters. */
  left: number;
}

/** Twice what a full system of 500,000 files needs. Characters. */
export const maxPathText = 64 * 1024 * 1024;

const typeMask = 0o170000;
const directory = 0o040000;

/** The files that a header lists, folders left out. */
export function headerFiles(header: RpmHeader, budget: PathBudget): OwnedFileTable {
  const modes = header.numbers(tags.fileModes, maxFiles);
  const all = headerPaths(header, budget);
  const keep = [...all.keys()].filter((index) => isKept(all[index], modes[index]));
  const pick = <T>(values: readonly T[], absent: T): T[] => keep.map((index) => values[index] ?? absent);
  const sizes = header.numbers(tags.fileSizes, maxFiles);
  const longSizes = sizes.length > 0 ? sizes : header.numbers(tags.longFileSizes, maxFiles);
  const algorithm = algorithms[header.number(tags.fileDigestAlgorithm) ?? 1];
  const digests = algorithm === undefined ? [] : header.texts(tags.fileDigests, maxFiles);
  return {
    paths: pick(all, ''),
    digests: pick(digests, '').map((hex) => (/^[0-9a-f]{32,128}$/.test(hex) ? `${algorithm}:${hex}` : '')),
    sizes: pick(longSizes, -1),
    modes: pick(modes, -1),
    owners: pick(header.texts(tags.fileUserNames, maxFiles), ''),
    groups: pick(header.texts(tags.fileGroupNames, maxFiles), ''),
    targets: pick(header.texts(tags.fileLinkTargets, maxFiles), ''),
    ...fileMarks({
      flags: pick(header.numbers(tags.fileFlags, maxFiles), 0),
      states: pick(header.numbers(tags.fileStates, maxFiles), 0),
      verify: pick(header.numbers(tags.fileVerifyFlags, maxFiles), 0xffff_ffff),
    }),
  };
}

/** Digest algorithms by their OpenPGP numbers; 1, MD5, is what a header without a number means. */
const algorithms: Readonly<Record<number, string>> = {
  1: 'md5',
  2: 'sha1',
  8: 'sha256',
  9: 'sha384',
  10: 'sha512',
  11: 'sha224',
};

function isKept(path: string | undefined, mode: number | undefined): boolean {
  return path !== undefined && path !== '' && ((mode ?? 0) & typeMask) !== directory;
}

/** Folder names and indexes into them (rpm 4), or whole paths (rpm 3); an impossible path is empty. */
function headerPaths(header: RpmHeader, budget: PathBudget): string[] {
  const names = header.texts(tags.baseNames, maxFiles);
  if (names.length === 0) return header.texts(tags.oldFileNames, maxFiles).map((path) => (isPath(path) ? path : ''));
  const folders = header.texts(tags.dirNames, maxFiles);
  const indexes = header.numbers(tags.dirIndexes, maxFiles);
  return names.map((name, index) => {
    const folder = folders[indexes[index] ?? -1] ?? '';
    const length = folder.length + name.length;
    budget.left -= length;
    if (length > maxPath || budget.left < 0) return '';
    return isPath(folder) ? folder + name : '';
  });
}

function isPath(path: string): boolean {
  return path.startsWith('/') && path.length <= maxPath;
}
