import { byCodeUnit, type Finding, type PolicyFacts } from '@gantry/core';
import { knownBase } from './base-layers.ts';
import { candidatesOf } from './candidates.ts';
import { cheapestCover } from './cover.ts';
import { adviceOf, dockerfilePieces, isLineEdit } from './dockerfile-pieces.ts';
import { packagePieces } from './package-edits.ts';
import { rebaseOf } from './rebase.ts';
import type { Edit, Piece, StillAffected } from './types.ts';

/** What lines of a Dockerfile do for each other: for each piece, the pieces whose findings are gone when it alone is made. */
export type TryLines = (lines: readonly Piece[]) => readonly (readonly Piece[])[];

/** The edits to make and the advice that nobody can try out. */
export interface Plan {
  readonly edits: readonly Edit[];
  readonly optimal: boolean;
}

/** An edit of the base image costs a little more than another edit: of two ways with as many edits the one without it is taken. */
const editCost = 1_000;
const rebaseCost = 1_001;

/**
 * The fewest edits that do what the stop findings ask for. A component, a line, and a change of files (one RUN line) are one edit each;
 * so is another base image, which does at once what came with the present one.
 */
export function planEdits(
  stops: readonly Finding[],
  facts: PolicyFacts,
  { stillAffected, tryLines }: { stillAffected: StillAffected | undefined; tryLines: TryLines },
): Plan {
  const base = knownBase(facts);
  const baseLayers = base?.layers ?? new Set();
  const others = dockerfilePieces(stops, baseLayers);
  const lines = others.filter(({ remedy }) => remedy.kind === 'dockerfile' && isLineEdit(remedy.edit));
  const does = tryLines(lines);
  const idle = lines.filter((_line, at) => (does[at] ?? []).length === 0);
  const isIdle = new Set(idle);
  const pieces = [...packagePieces(stops, facts, { stillAffected, baseLayers }), ...others].filter(
    (piece) => !isIdle.has(piece),
  );
  const { edits, needs } = candidatesOf(pieces, { lines, does });
  const rebase = base && rebaseOf(base.name, edits, pieces);
  const isRebased = new Set(rebase?.pieces);
  const { chosen, optimal } = cheapestCover({
    needs: needs.map((one, at) => (isRebased.has(pieces[at] as Piece) ? [...one, edits.length] : one)),
    cost: [...edits.map(() => editCost), rebaseCost],
  });
  const made = chosen.flatMap((at) => edits[at] ?? []);
  const rebased =
    rebase && chosen.includes(edits.length) ? [rebase.without(made.flatMap(({ pieces: own }) => own))] : [];
  const advice = [...adviceOf(stops), ...idle.map(asAdvice)];
  return { edits: inOrder([...made.map(({ edit }) => edit), ...rebased, ...advice]), optimal };
}

/** A line that does not do what the rule asks is only a beginning. */
function asAdvice({ remedy, clears }: Piece): Edit {
  return { ...remedy, packageIds: [], clears, proven: false };
}

function inOrder(edits: readonly Edit[]): Edit[] {
  return edits
    .map((edit) => ({ edit, text: JSON.stringify(edit) }))
    .sort((a, b) => b.edit.clears.length - a.edit.clears.length || byCodeUnit(a.text, b.text))
    .map(({ edit }) => edit);
}
