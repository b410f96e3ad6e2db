import type { OwnedFile } from '@gantry/core/package';
import type { OwnedFileTable } from '../_shared/owned-file-table.ts';

type Aspect = NonNullable<OwnedFile['unverified']>[number];

/** Bits of FILEFLAGS (rpm's include/rpm/rpmfiles.h). */
const flag = { config: 1, missingOk: 8, ghost: 64 } as const;

/** Bits of FILEVERIFYFLAGS (rpm's include/rpm/rpmvf.h): what is to be verified. The type of a file belongs to its mode. */
const verifyBits: readonly (readonly [bit: number, what: Aspect])[] = [
  [1, 'digest'],
  [64, 'mode'],
  [2, 'size'],
  [64, 'type'],
  [8 | 16, 'owner'],
  [4, 'target'],
];

/** What of a ghost, a file that is made at run time, a package cannot know. */
const ghostly: readonly Aspect[] = ['digest', 'size', 'type', 'target'];

/** Columns of the kept files. */
export interface FileColumns {
  readonly flags: readonly number[];
  /** 0: installed; others were replaced, left out (documentation), or are of another architecture. */
  readonly states: readonly number[];
  readonly verify: readonly number[];
}

/** The rare facts of files, as a table has them. */
export function fileMarks({ flags, states, verify }: FileColumns): Omit<OwnedFileTable, 'paths'> {
  const config: number[] = [];
  const optional: number[] = [];
  const unverified: [number, Aspect[]][] = [];
  for (const [index, bits] of flags.entries()) {
    const installed = states[index] === 0;
    if ((bits & flag.config) !== 0) config.push(index);
    if ((bits & (flag.ghost | flag.missingOk)) !== 0 || !installed) optional.push(index);
    const wanted = installed ? (verify[index] ?? 0) : 0;
    const free = verifyBits
      .filter(([bit, what]) => (wanted & bit) === 0 || isGhostly(bits, what))
      .map(([, what]) => what);
    if (free.length > 0) unverified.push([index, free]);
  }
  return { config, ...(optional.length > 0 && { optional }), ...(unverified.length > 0 && { unverified }) };
}

function isGhostly(bits: number, what: Aspect): boolean {
  return (bits & flag.ghost) !== 0 && ghostly.includes(what);
}
