import type { DockerfileChange, DockerfileEdit, FileChange, Finding } from '@gantry/core';
import { shellWord } from '../gates/_shared/about-file.ts';
import { firstFew } from '../gates/_shared/words.ts';
import { groupBy } from './group-by.ts';
import type { Edit, Piece } from './types.ts';

/** Edits of lines and of files that stop findings ask for and that can be tried out: each distinct one once. */
export function dockerfilePieces(stops: readonly Finding[], baseLayers: ReadonlySet<string>): Piece[] {
  const wanted = stops.flatMap((finding) =>
    finding.fix?.kind === 'dockerfile' && finding.fix.edit !== undefined ? [{ finding, remedy: finding.fix }] : [],
  );
  return [...groupBy(wanted, ({ remedy }) => [JSON.stringify(remedy.edit)]).values()].flatMap((group): Piece[] => {
    const [first] = group;
    if (first === undefined) return [];
    const clears = [...new Set(group.map(({ finding }) => finding.triggerId))];
    const isOfBase = first.remedy.edit?.op === 'files' && baseLayers.has(first.finding.layer ?? '');
    return [{ remedy: first.remedy, clears, inBase: isOfBase }];
  });
}

/** What stop findings ask for that nobody can try out here: newer data, a build from other sources. Each distinct advice once. */
export function adviceOf(stops: readonly Finding[]): Edit[] {
  const wanted = stops.flatMap(({ fix, triggerId }) => {
    const isAdvice = fix?.kind === 'data' || (fix?.kind === 'dockerfile' && fix.edit === undefined);
    return isAdvice || (fix?.kind === 'rebase' && fix.needs.length === 0) ? [{ fix, triggerId }] : [];
  });
  return [...groupBy(wanted, ({ fix: { kind, says } }) => [`${kind} ${says}`]).values()].flatMap((group): Edit[] => {
    const [first] = group;
    if (first === undefined) return [];
    const clears = [...new Set(group.map(({ triggerId }) => triggerId))];
    return [{ ...first.fix, packageIds: [], clears, proven: false }];
  });
}

/** The same change of several files is one RUN line. */
export function joinFiles(changes: readonly DockerfileChange[]): DockerfileChange | null {
  const [first] = changes;
  if (first === undefined || changes.length === 1) return first ?? null;
  const edits = changes.flatMap(({ edit }) => (edit?.op === 'files' ? [edit] : []));
  const paths = edits.flatMap((edit) => edit.paths);
  const [{ does } = {}] = edits;
  if (does === undefined) return first;
  const names = firstFew(paths.map(shellWord), 8);
  return { kind: 'dockerfile', says: `${fileChangeText(does)} ${names}`, edit: { op: 'files', does, paths } };
}

/** What a change does to files, in words that their paths can follow. */
export function fileChangeText(does: FileChange): string {
  switch (does.change) {
    case 'remove':
      return 'remove';
    case 'take-rights':
      return 'take setuid, setgid and file capabilities off';
    case 'chmod':
      return `run chmod ${modeText(does)} on`;
  }
}

/** A change of permission bits as chmod(1) reads it: `u-s,o-w`. */
export function modeText({ off, on }: Extract<FileChange, { change: 'chmod' }>): string {
  return [...bitsText(off, '-'), ...bitsText(on, '+')].join(',');
}

function bitsText(bits: number, sign: '-' | '+'): string[] {
  const who = [
    { name: 'u', shift: 6, special: 0o4000 },
    { name: 'g', shift: 3, special: 0o2000 },
    { name: 'o', shift: 0, special: 0 },
  ];
  const texts = who.map(({ name, shift, special }) => {
    const own = (bits >> shift) & 7;
    const letters = `${own & 4 ? 'r' : ''}${own & 2 ? 'w' : ''}${own & 1 ? 'x' : ''}${bits & special ? 's' : ''}`;
    return letters === '' ? '' : `${name}${sign}${letters}`;
  });
  return [...texts, (bits & 0o1000) !== 0 ? `${sign}t` : ''].filter((text) => text !== '');
}

/** True for edits of lines, which may do for each other's findings. */
export function isLineEdit(edit: DockerfileEdit | undefined): boolean {
  return edit !== undefined && edit.op !== 'files';
}
