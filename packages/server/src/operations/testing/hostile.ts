import type { Operation } from '@gantry/contract';
import type { Ask } from './ask.ts';

/** Texts that break what trusts its input: databases, paths, patterns, prototypes. */
const texts = [
  'a\0b',
  'x'.repeat(5_000),
  "' or 1=1; --",
  '../../etc/passwd',
  '__proto__',
  '%',
  '(a+)+$',
  '-1',
  '\u{1f600}',
];

/** Bodies that are JSON and not what is expected, and one that is nested too deep. */
const bodies: readonly unknown[] = [null, [], 5, 'text', {}, { constructor: null }];
const deep = `${'[{"a":'.repeat(5_000)}1${'}]'.repeat(5_000)}`;

/** Most places of a body that are tried. */
const mostLeaves = 8;

/** Requests made of a good one that an operation has to refuse, or to answer, but not to fail at. */
export function hostileAsks(operation: Operation, ask: Ask): Ask[] {
  return [...paramAsks(operation, ask), ...queryAsks(operation, ask), ...bodyAsks(ask)];
}

function paramAsks({ params }: Operation, ask: Ask): Ask[] {
  const names = Object.keys(params?.shape ?? {});
  const last = names.at(-1);
  return last === undefined ? [] : texts.map((text) => ({ ...ask, params: { ...ask.params, [last]: text } }));
}

/** All parameters at once would be refused for the first: each has its turn, with a text of its own. */
function queryAsks({ query }: Operation, ask: Ask): Ask[] {
  return Object.keys(query?.shape ?? {}).flatMap((name, index) =>
    [0, 1, 2].map((step) => ({
      ...ask,
      query: { ...ask.query, [name]: texts[(index + step * 3) % texts.length] ?? '' },
    })),
  );
}

function bodyAsks(ask: Ask): Ask[] {
  if (ask.json === undefined) return [];
  const { json: _, ...rest } = ask;
  const wrong = bodies.map((json) => ({ ...rest, json }));
  const leaves = leavesOf(ask.json).slice(0, mostLeaves);
  const spoiled = leaves.map((path) => ({ ...rest, text: spoilt(ask.json, path), type: 'application/json' }));
  return [...wrong, { ...rest, text: deep, type: 'application/json' }, ...spoiled];
}

/** Where the texts of a document are. */
function leavesOf(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (typeof value === 'string') return [path];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => leavesOf(inner, [...path, key]));
}

/** The document with a NUL and half a character in one text; half characters are not to be had but as escapes. */
function spoilt(json: unknown, path: readonly string[]): string {
  const mark = 'spoil-this-text';
  return JSON.stringify(withText(json, path, mark)).replace(mark, String.raw`a\u0000\ud800`);
}

function withText(value: unknown, [key, ...rest]: readonly string[], text: string): unknown {
  if (key === undefined) return text;
  const copy: Record<string, unknown> | unknown[] = Array.isArray(value) ? [...value] : { ...(value as object) };
  const fields = copy as Record<string, unknown>;
  fields[key] = withText(fields[key], rest, text);
  return copy;
}
