import { lineOf } from '../_shared/values.ts';
import type { GoModFacts, Replacement, RequiredModule } from './facts.ts';

/** The facts, and how many lines were not understood. */
export interface ParsedGoMod {
  readonly facts: GoModFacts;
  readonly bad: number;
}

interface Draft {
  module: string | null;
  readonly requires: RequiredModule[];
  readonly replaces: Replacement[];
  bad: number;
}

const mostModules = 50_000;

/**
 * Reads a go.mod (Go modules reference, "go.mod files"): directives on a line or in blocks. Only `module`, `require` and `replace`
 * matter here: `exclude` names versions that are never chosen, `retract`, `go`, `toolchain`, `tool` and others state no module.
 */
export function parseGoMod(lines: Iterable<string>): ParsedGoMod {
  const draft: Draft = { module: null, requires: [], replaces: [], bad: 0 };
  let block: string | null = null;
  for (const line of lines) {
    const comment = line.indexOf('//');
    const words = wordsOf(comment < 0 ? line : line.slice(0, comment));
    const indirect = comment >= 0 && /^\/\/\s*indirect\b/.test(line.slice(comment, comment + 200));
    const [first] = words;
    if (first === undefined) continue;
    if (block !== null && first === ')') block = null;
    else if (block !== null) addLine(draft, block, { words, indirect });
    else if (words[1] === '(') block = first;
    else addLine(draft, first, { words: words.slice(1), indirect });
  }
  const { module, requires, replaces, bad } = draft;
  return { facts: { kind: 'go.mod', module, requires, replaces }, bad };
}

function addLine(
  draft: Draft,
  directive: string,
  line: { readonly words: readonly string[]; readonly indirect: boolean },
): void {
  const { words, indirect } = line;
  if (directive === 'module') draft.module = words[0] ?? null;
  if (directive === 'require') {
    const [path, version] = words;
    if (path === undefined || version === undefined || draft.requires.length >= mostModules) draft.bad++;
    else draft.requires.push({ path, version, indirect });
  }
  if (directive === 'replace') {
    const replacement = replacementOf(words);
    if (replacement === null || draft.replaces.length >= mostModules) draft.bad++;
    else draft.replaces.push(replacement);
  }
}

/** `path [version] => path [version]` */
function replacementOf(words: readonly string[]): Replacement | null {
  const arrow = words.indexOf('=>');
  const [path, version = ''] = words.slice(0, Math.max(0, arrow));
  const [byPath, byVersion = ''] = words.slice(arrow + 1);
  return arrow < 1 || path === undefined || byPath === undefined ? null : { path, version, byPath, byVersion };
}

/** The words of a line; quotes are taken off, words that are no text are dropped. */
function wordsOf(line: string): string[] {
  return line
    .trim()
    .split(/\s+/)
    .flatMap((word) => lineOf(word.replace(/^["`]|["`]$/g, ''), 1024) ?? []);
}
