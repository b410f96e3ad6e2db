import { hideSecrets, type PolicyFacts, type Remedy } from '@gantry/core';
import type { DockerfileLine } from './parse-dockerfile.ts';

/** Does a text of an argument break the rule? */
export type BreaksRule = (text: string) => boolean;

/** A user that no image knows by name and no rule calls privileged. */
const plainUser = 'USER 65532:65532';

/** Lines to add when an instruction is missing; `…` stands for what only people know. */
const forms: Readonly<Record<string, string>> = {
  HEALTHCHECK: 'HEALTHCHECK CMD …',
  LABEL: 'LABEL org.opencontainers.image.source="…"',
  USER: plainUser,
};

/** What to do about an instruction that is missing. */
export function missingInstruction(instruction: string): Remedy {
  const line = forms[instruction];
  const says = `add ${/^[AEIO]/.test(instruction) ? 'an' : 'a'} ${instruction} instruction to the Dockerfile`;
  if (line === undefined) return { kind: 'dockerfile', says };
  return { kind: 'dockerfile', says: `${says}: ${line}`, edit: { op: 'append', line } };
}

/** A line that breaks a rule, and where it stands. */
export interface BadLine {
  readonly line: DockerfileLine;
  readonly mode: 'actual' | 'guessed';
  readonly breaks: BreaksRule;
}

/**
 * What to do about a line: the line that takes its place where one can be named, else that it should go. A FROM can only be replaced.
 * Whether the rule is content with the new line is for the evaluation with the edit to say.
 */
export function badLine(facts: PolicyFacts, bad: BadLine): Remedy {
  const { instruction, argument } = bad.line;
  const where = bad.mode === 'actual' ? `line ${bad.line.line} of the Dockerfile` : 'the line';
  const shown = `${where}: ${instruction} ${shownArgument(bad.line)}`;
  const better = betterLine(facts, bad);
  if (better !== null) {
    const says = better.line === '' ? `remove ${shown}` : `${better.says} ${shown}`;
    const edit =
      better.line === ''
        ? ({ op: 'remove-line', instruction, argument: hideSecrets(argument) } as const)
        : ({ op: 'replace-line', instruction, argument: hideSecrets(argument), line: better.line } as const);
    return { kind: 'dockerfile', says, edit };
  }
  const says = `change ${instruction === 'FROM' ? '' : 'or remove '}${shown}`;
  if (instruction === 'FROM') return { kind: 'dockerfile', says };
  return { kind: 'dockerfile', says, edit: { op: 'remove-line', instruction, argument: hideSecrets(argument) } };
}

interface Better {
  readonly line: string;
  /** What comes before the line that is shown. */
  readonly says: string;
}

function betterLine(facts: PolicyFacts, bad: BadLine): Better | null {
  const { argument } = bad.line;
  switch (bad.line.instruction) {
    case 'ADD':
      return isPlainAdd(argument, bad.mode) ? { line: `COPY ${argument}`, says: 'write COPY for ADD in' } : null;
    case 'FROM':
      return pinned(facts, argument);
    case 'ENV':
      return withoutBadWords(bad, assignments(argument));
    case 'EXPOSE':
      return withoutBadWords(bad, argument.split(/[\s,]+/));
    case 'USER':
      return { line: plainUser, says: `write ${plainUser} for` };
    case 'HEALTHCHECK':
      return { line: 'HEALTHCHECK CMD …', says: 'name a command that tests the program in' };
    case 'MAINTAINER':
      return { line: `LABEL org.opencontainers.image.authors=${JSON.stringify(argument)}`, says: 'write a LABEL for' };
    default:
      return null;
  }
}

/** COPY does the same with files of the build context; it neither downloads nor unpacks, and a line of a history names no such files. */
function isPlainAdd(argument: string, mode: BadLine['mode']): boolean {
  if (mode !== 'actual' || /(?:^|[\s"[])(?:[a-z+]+:\/\/|git@)/i.test(argument)) return false;
  const flags = argument.split(/\s+/).filter((word) => word.startsWith('--'));
  return (
    flags.every((flag) => /^--(?:chown|chmod|link|exclude)\b/.test(flag)) &&
    !/\.(?:tar|t?gz|tgz|bz2|tbz2?|xz|txz|zst)(?=["\s,]|$)/i.test(argument)
  );
}

/** With the digest of the base, when the image that the line names is known to be it. */
function pinned({ ancestry }: PolicyFacts, argument: string): Better | null {
  const base = ancestry?.base;
  const words = argument.split(/\s+/);
  const at = words.findIndex((word) => !word.startsWith('--'));
  const name = words[at];
  if (!base || name === undefined || name.includes('@') || name.includes('$')) return null;
  if (!base.tags.some((tag) => isSameImage(tag, name))) return null;
  words[at] = `${name}@${base.digest}`;
  return { line: `FROM ${words.join(' ')}`, says: `pin the base with its digest, ${words[at]}, in` };
}

function isSameImage(tag: string, name: string): boolean {
  const last = name.slice(name.lastIndexOf('/') + 1);
  const full = last.includes(':') ? name : `${name}:latest`;
  return [full, `docker.io/${full}`, `docker.io/library/${full}`].includes(tag);
}

/** `A=1 B="x y"` as its assignments; the old form `A 1` is one. */
function assignments(argument: string): string[] {
  if (!/^[^\s=]+=/.test(argument)) return [argument];
  return argument.match(/[^\s=]+=(?:"(?:\\.|[^"\\])*"|'[^']*'|(?:\\.|[^\s\\])*)*/g) ?? [argument];
}

/** The line without the words that break the rule by themselves; nothing is left when all do. */
function withoutBadWords({ line, breaks }: BadLine, words: readonly string[]): Better | null {
  const kept = words.filter((word) => !breaks(word));
  if (kept.length === words.length) return null;
  if (kept.length === 0) return { line: '', says: '' };
  const names = words.filter((word) => !kept.includes(word)).map((word) => word.split(/[\s=]/, 1)[0]);
  return { line: `${line.instruction} ${kept.join(' ')}`, says: `take ${names.join(' and ')} out of` };
}

/** Values of ENV and ARG may be secrets: advice names the variable and leaves the value out, that of any variable. */
function shownArgument({ instruction, argument }: DockerfileLine): string {
  const text = argument.slice(0, 200);
  if (instruction !== 'ENV' && instruction !== 'ARG') return text;
  return text.replace(/=("[^"]*"?|\S+)/g, '=…').replace(/^([^\s=]+)\s+\S.*$/, '$1 …');
}
