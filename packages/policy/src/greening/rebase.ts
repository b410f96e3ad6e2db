import type { Rebase } from '@gantry/core';
import { shellWord } from '../gates/_shared/about-file.ts';
import { firstFew } from '../gates/_shared/words.ts';
import type { Candidate } from './candidates.ts';
import { fileChangeText } from './dockerfile-pieces.ts';
import { groupBy } from './group-by.ts';
import type { Edit, Piece } from './types.ts';

/** Another base image as one edit. */
export interface RebaseCandidate {
  readonly pieces: readonly Piece[];
  /** The edit, without what other edits do already. */
  without(done: readonly Piece[]): Edit;
}

/**
 * The edit "build on a newer base": it does what came with the base, all at once. Nobody looked at a newer base, so the edit states
 * what it must have, and the proof is for any base that has it. Null when it would do the work of one other edit at most, or would only change
 * files: a newer base of the same name has newer packages, and its files are much the same.
 */
export function rebaseOf(
  base: string,
  candidates: readonly Candidate[],
  pieces: readonly Piece[],
): RebaseCandidate | null {
  const replaced = candidates.filter(({ pieces: own }) => own.some(({ inBase }) => inBase));
  const isOfFiles = replaced.every(({ edit }) => edit.kind === 'dockerfile');
  if (replaced.length < 2 || isOfFiles) return null;
  const inherited = pieces.filter(({ inBase }) => inBase);
  return {
    pieces: inherited,
    without: (done) => {
      const made = new Set(done);
      return editOf(
        base,
        inherited.filter((piece) => !made.has(piece)),
      );
    },
  };
}

function editOf(base: string, pieces: readonly Piece[]): Edit {
  const needs = pieces.map(({ remedy }) => remedy);
  const packageIds = needs.flatMap((need) => ('packageId' in need ? [need.packageId] : []));
  const clears = [...new Set(pieces.flatMap((piece) => piece.clears))];
  const rebase: Rebase = { kind: 'rebase', base, says: rebaseText(base, needs), needs };
  return { ...rebase, packageIds, clears, proven: true };
}

function rebaseText(base: string, needs: Rebase['needs']): string {
  const versions = needs.flatMap((need) => (need.kind === 'upgrade' ? [`${need.name} ${need.to}`] : []));
  const gone = needs.flatMap((need) => (need.kind === 'remove' ? [need.name] : []));
  const changes = needs.flatMap((need) => (need.kind === 'dockerfile' && need.edit?.op === 'files' ? [need.edit] : []));
  const files = [...groupBy(changes, ({ does }) => [fileChangeText(does)])].map(
    ([text, group]) => `${text} ${firstFew(group.flatMap(({ paths }) => paths.map(shellWord)))}`,
  );
  const wanted = [
    ...(versions.length > 0 ? [`has ${firstFew([...new Set(versions)])}`] : []),
    ...(gone.length > 0 ? [`lacks ${firstFew([...new Set(gone)])}`] : []),
    ...(files.length > 0 ? [`needs no step to ${files.join(' or to ')}`] : []),
  ];
  return `build on a newer ${base}, one that ${wanted.join(', that ')}`;
}
