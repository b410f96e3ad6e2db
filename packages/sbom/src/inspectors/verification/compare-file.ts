import { createHash } from 'node:crypto';
import type { VerifiedFile } from '@gantry/core';
import type { TreeEntry } from '../../filetree/types.ts';
import type { Helpers } from './helpers.ts';
import type { StatedFile } from './stated-files.ts';

type Aspect = VerifiedFile['what'][number];

/** A file as it is. */
export interface FoundFile {
  readonly entry: TreeEntry;
  /** Hex, by the stated algorithm; null when it was not taken. */
  readonly digest: string | null;
  readonly helpers: Helpers;
}

const typeBits = 0o170000;
const types: ReadonlyMap<number, TreeEntry['type']> = new Map([
  [0o040000, 'directory'],
  [0o100000, 'file'],
  [0o120000, 'symlink'],
]);

/** In the order in which differences are told. */
const aspects: Readonly<Record<Aspect, (stated: StatedFile, found: FoundFile) => boolean>> = {
  digest: hasOtherDigest,
  mode: ({ file }, { entry }) =>
    entry.type !== 'symlink' && file.mode !== undefined && (file.mode & 0o7777) !== entry.mode,
  size: ({ file }, { entry }) => entry.type === 'file' && file.size !== undefined && file.size !== entry.size,
  type: (stated, { entry }) => {
    const type = typeOf(stated);
    return type !== null && type !== entry.type;
  },
  owner: hasOtherOwner,
  target: ({ file }, { entry }) =>
    entry.type === 'symlink' && file.target !== undefined && file.target !== entry.target,
};

/** What differs; where something else stands than a file of the stated type, only that. */
export function compareFile(stated: StatedFile, found: FoundFile): Aspect[] {
  const wanted = (Object.keys(aspects) as Aspect[]).filter((what) => stated.file.unverified?.includes(what) !== true);
  if (wanted.includes('type') && aspects.type(stated, found)) return ['type'];
  return wanted.filter((what) => aspects[what](stated, found));
}

/** apk states the digest of a symbolic link's target. */
function hasOtherDigest({ package: owner, digest }: StatedFile, found: FoundFile): boolean {
  if (digest === null) return false;
  const { type, target = '' } = found.entry;
  if (type === 'symlink' && owner.kind === 'apk')
    return createHash(digest.algorithm).update(target).digest('hex') !== digest.hex;
  return type === 'file' && found.digest !== null && found.digest !== digest.hex;
}

/** A name that the system does not know cannot be compared. */
function hasOtherOwner({ file }: StatedFile, { entry, helpers }: FoundFile): boolean {
  const uid = file.owner === undefined ? undefined : helpers.users.get(file.owner);
  const gid = file.group === undefined ? undefined : helpers.groups.get(file.group);
  return (uid !== undefined && uid !== entry.uid) || (gid !== undefined && gid !== entry.gid);
}

/** rpm states types with modes; dpkg has digests of regular files only. */
function typeOf({ package: owner, file, digest }: StatedFile): TreeEntry['type'] | null {
  const bits = (file.mode ?? 0) & typeBits;
  if (bits !== 0) return types.get(bits) ?? 'special';
  return owner.kind === 'deb' && digest !== null ? 'file' : null;
}
