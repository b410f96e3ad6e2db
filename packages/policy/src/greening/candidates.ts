import type { DockerfileChange } from '@gantry/core';
import { joinFiles } from './dockerfile-pieces.ts';
import { groupBy } from './group-by.ts';
import type { Edit, Piece } from './types.ts';

/** An edit that may be made, and what it consists of. */
export interface Candidate {
  readonly edit: Edit;
  readonly pieces: readonly Piece[];
}

/** What lines do besides what they were asked for. */
export interface LineEffects {
  readonly lines: readonly Piece[];
  readonly does: readonly (readonly Piece[])[];
}

/** Every edit that the pieces make up, and for each piece the indexes of the edits that do it. */
export function candidatesOf(
  pieces: readonly Piece[],
  { lines, does }: LineEffects,
): { edits: Candidate[]; needs: number[][] } {
  const edits = [...groupBy(pieces, (piece) => [joinKey(piece)]).values()].flatMap((group) => joined(group) ?? []);
  const makers = new Map<Piece, number[]>(pieces.map((piece) => [piece, []]));
  const removed = new Map<string, number>();
  const placeOf = new Map(lines.map((line, at) => [line, at]));
  edits.forEach(({ pieces: own }, at) => {
    for (const piece of own) {
      makers.get(piece)?.push(at);
      for (const path of removedPaths(piece)) removed.set(path, at);
      const effects = does[placeOf.get(piece) ?? -1] ?? [];
      for (const other of effects) if (other !== piece) makers.get(other)?.push(at);
    }
  });
  const needs = pieces.map((piece) => {
    const own = makers.get(piece) ?? [];
    const paths = filesOf(piece)?.paths ?? [];
    return [...new Set([...own, ...paths.flatMap((path) => removed.get(path) ?? [])])];
  });
  return { edits, needs };
}

/** One component in several places is one edit, and so is one change of several files. */
function joinKey({ remedy }: Piece): string {
  if (remedy.kind === 'upgrade') return `upgrade ${remedy.name} ${remedy.from} ${remedy.to}`;
  if (remedy.kind === 'remove') return `remove ${remedy.name}`;
  const { edit } = remedy;
  return edit?.op === 'files' ? `files ${JSON.stringify(edit.does)}` : `line ${JSON.stringify(edit)}`;
}

function joined(pieces: readonly Piece[]): Candidate | null {
  const [first] = pieces;
  if (first === undefined) return null;
  const files = pieces.flatMap(({ remedy }): DockerfileChange[] => (remedy.kind === 'dockerfile' ? [remedy] : []));
  const remedy = joinFiles(files) ?? first.remedy;
  const packageIds = pieces.flatMap((piece) => ('packageId' in piece.remedy ? [piece.remedy.packageId] : []));
  const clears = [...new Set(pieces.flatMap((piece) => piece.clears))];
  return { edit: { ...remedy, packageIds, clears, proven: true }, pieces };
}

function filesOf({ remedy }: Piece) {
  return remedy.kind === 'dockerfile' && remedy.edit?.op === 'files' ? remedy.edit : null;
}

function removedPaths(piece: Piece): readonly string[] {
  const edit = filesOf(piece);
  return edit?.does.change === 'remove' ? edit.paths : [];
}
