import { classEscape, literalEscape } from './escapes.ts';
import type { CharSet, PatternNode } from './nodes.ts';
import { anyChar, dotSet, singleChar } from './nodes.ts';

/** Groups inside groups; beyond this a pattern is refused. */
const maxDepth = 40;
/** The largest count in `{n,m}`. */
const maxCount = 256;

/** A pattern as a tree, or why it is refused. */
export type ParsedPattern =
  | { readonly ok: true; readonly node: PatternNode; readonly ignoreCase: boolean; readonly multiline: boolean }
  | { readonly ok: false; readonly because: string };

/** Thrown inside this file only; `parsePattern` turns it into a result. */
class Refusal {
  readonly because: string;
  constructor(because: string) {
    this.because = because;
  }
}

interface Cursor {
  readonly text: readonly string[];
  at: number;
  depth: number;
  dotAll: boolean;
}

/**
 * Reads the common part of Python's and JavaScript's regular expressions: literals, classes, groups, alternation,
 * quantifiers, anchors, `\b`, look-ahead and leading `(?ims)` flags. Back-references, look-behind, atomic groups and
 * inline options are refused, since they cannot be matched in time linear in the text.
 */
export function parsePattern(source: string): ParsedPattern {
  const flags = /^\(\?([ims]+)\)/.exec(source)?.[1] ?? '';
  const body = flags ? source.slice(flags.length + 3) : source;
  const cursor: Cursor = { text: [...body], at: 0, depth: 0, dotAll: flags.includes('s') };
  try {
    const node = alternation(cursor);
    if (cursor.at < cursor.text.length) throw new Refusal('a closing parenthesis has no opening one');
    return { ok: true, node, ignoreCase: flags.includes('i'), multiline: flags.includes('m') };
  } catch (refusal) {
    if (refusal instanceof Refusal) return { ok: false, because: refusal.because };
    throw refusal;
  }
}

function alternation(cursor: Cursor): PatternNode {
  const branches = [sequence(cursor)];
  while (peek(cursor) === '|') {
    cursor.at++;
    branches.push(sequence(cursor));
  }
  return branches.length === 1 && branches[0] ? branches[0] : { kind: 'either', of: branches };
}

function sequence(cursor: Cursor): PatternNode {
  const parts: PatternNode[] = [];
  for (let next = peek(cursor); next !== undefined && next !== '|' && next !== ')'; next = peek(cursor)) {
    parts.push(quantified(cursor, atom(cursor)));
  }
  return { kind: 'sequence', of: parts };
}

function quantified(cursor: Cursor, node: PatternNode): PatternNode {
  const count = quantifier(cursor);
  if (!count) return node;
  if (node.kind === 'assert' || node.kind === 'look') throw new Refusal('a quantifier follows nothing that can repeat');
  if (peek(cursor) === '?') cursor.at++;
  else if (peek(cursor) === '+') throw new Refusal('possessive quantifiers are not supported');
  if (quantifier(cursor)) throw new Refusal('a quantifier follows another quantifier');
  return { kind: 'repeat', of: node, min: count.min, max: count.max };
}

function quantifier(cursor: Cursor): { min: number; max: number | null } | null {
  const next = peek(cursor);
  if (next === '*' || next === '+' || next === '?') {
    cursor.at++;
    return next === '?' ? { min: 0, max: 1 } : { min: next === '+' ? 1 : 0, max: null };
  }
  return next === '{' ? counted(cursor) : null;
}

/** `{n}`, `{n,}`, `{n,m}` or `{,m}`; any other brace is a literal. */
function counted(cursor: Cursor): { min: number; max: number | null } | null {
  const found = /^\{(\d*)(,?)(\d*)\}/.exec(cursor.text.slice(cursor.at, cursor.at + 16).join(''));
  if (!found || (found[1] === '' && found[3] === '')) return null;
  const min = Number(found[1] || '0');
  const max = found[2] === '' ? min : found[3] === '' ? null : Number(found[3]);
  if (min > maxCount || (max ?? 0) > maxCount) throw new Refusal(`a count is larger than ${maxCount}`);
  if (max !== null && max < min) throw new Refusal('a count has its bounds the wrong way round');
  cursor.at += found[0].length;
  return { min, max };
}

function atom(cursor: Cursor): PatternNode {
  const next = take(cursor);
  switch (next) {
    case '(':
      return group(cursor);
    case '[':
      return { kind: 'set', set: charClass(cursor) };
    case '.':
      return { kind: 'set', set: cursor.dotAll ? anyChar : dotSet };
    case '^':
      return { kind: 'assert', what: 'start' };
    case '$':
      return { kind: 'assert', what: 'end' };
    case '\\':
      return escaped(cursor);
    case '*':
    case '+':
    case '?':
      throw new Refusal('a quantifier follows nothing that can repeat');
    default:
      return { kind: 'set', set: singleChar(next) };
  }
}

function group(cursor: Cursor): PatternNode {
  if (++cursor.depth > maxDepth) throw new Refusal(`groups are nested more than ${maxDepth} deep`);
  const look = groupHead(cursor);
  const inner = alternation(cursor);
  if (peek(cursor) !== ')') throw new Refusal('a group is not closed');
  cursor.at++;
  cursor.depth--;
  return look === null ? inner : { kind: 'look', of: inner, negative: look === 'negative' };
}

/** Reads what follows `(`; null for a plain group. */
function groupHead(cursor: Cursor): 'positive' | 'negative' | null {
  if (peek(cursor) !== '?') return null;
  const head = cursor.text.slice(cursor.at, cursor.at + 80).join('');
  const plain = /^\?(?::|P?<[A-Za-z_]\w{0,60}>)/.exec(head);
  const look = /^\?([=!])/.exec(head);
  if (!plain && !look) throw new Refusal(`the group (${head.slice(0, 4)} is not supported`);
  cursor.at += (plain ?? look)?.[0].length ?? 0;
  return look ? (look[1] === '!' ? 'negative' : 'positive') : null;
}

function escaped(cursor: Cursor): PatternNode {
  const letter = take(cursor);
  if (letter === 'b' || letter === 'B') return { kind: 'assert', what: letter === 'b' ? 'word-edge' : 'no-word-edge' };
  if (letter === 'A') return { kind: 'assert', what: 'text-start' };
  if (letter === 'Z' || letter === 'z') return { kind: 'assert', what: 'text-end' };
  return { kind: 'set', set: escapedSet(cursor, letter) };
}

function escapedSet(cursor: Cursor, letter: string): CharSet {
  const known = classEscape(letter);
  if (known) return known;
  const literal = literalEscape(letter, cursor.text.slice(cursor.at, cursor.at + 8));
  if (!literal) throw new Refusal(`the escape \\${letter} is not supported`);
  cursor.at += literal.used;
  return { negative: false, ranges: [literal.code, literal.code] };
}

function charClass(cursor: Cursor): CharSet {
  const negative = peek(cursor) === '^';
  if (negative) cursor.at++;
  const ranges: number[] = [];
  for (let first = true; first || peek(cursor) !== ']'; first = false) {
    const low = classMember(cursor);
    if (low.negative) throw new Refusal('a negative class inside a class is not supported');
    const dash = peek(cursor) === '-' && cursor.text[cursor.at + 1] !== ']' && low.ranges.length === 2;
    if (!dash) {
      ranges.push(...low.ranges);
      continue;
    }
    cursor.at++;
    const high = classMember(cursor);
    const [from, to] = [low.ranges[0] ?? 0, high.ranges[0] ?? 0];
    if (high.ranges.length !== 2 || to < from) throw new Refusal('a class holds a range the wrong way round');
    ranges.push(from, to);
  }
  cursor.at++;
  return { negative, ranges };
}

function classMember(cursor: Cursor): CharSet {
  const next = take(cursor, 'a character class is not closed');
  if (next !== '\\') return singleChar(next);
  const letter = take(cursor);
  return letter === 'b' ? { negative: false, ranges: [8, 8] } : escapedSet(cursor, letter);
}

function peek(cursor: Cursor): string | undefined {
  return cursor.text[cursor.at];
}

function take(cursor: Cursor, because = 'the pattern ends too early'): string {
  const next = cursor.text[cursor.at++];
  if (next === undefined) throw new Refusal(because);
  return next;
}
