import { attestErrors } from '../errors.ts';
import { reasonOf, shown } from './reason.ts';

/** Longest document that is read. UTF-16 units. */
const maxLength = 16 * 1024 * 1024;

/** Real documents nest some ten levels. */
const maxDepth = 64;

/**
 * Reads JSON that somebody may have made to be read in two ways: no key may be there twice, and nothing nests deeper than 64 levels.
 * Fails with `ATTEST_BAD_JSON`; `name` stands for the document in it.
 */
export function readJson(text: string, name: string): unknown {
  if (text.length > maxLength) throw attestErrors.BAD_JSON({ name, because: `it is longer than ${maxLength}` });
  const value = parsed(text, name);
  const wrong = whatIsWrong(text);
  if (wrong !== null) throw attestErrors.BAD_JSON({ name, because: wrong });
  return value;
}

/** The same from bytes, which must be UTF-8. */
export function readJsonBytes(bytes: Uint8Array, name: string): unknown {
  return readJson(readUtf8(bytes, name), name);
}

/** The text of bytes that must be UTF-8. Fails with `ATTEST_BAD_JSON`. */
export function readUtf8(bytes: Uint8Array, name: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw attestErrors.BAD_JSON({ name, because: 'it is not UTF-8' }, { cause });
  }
}

function parsed(text: string, name: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    throw attestErrors.BAD_JSON({ name, because: reasonOf(cause) }, { cause });
  }
}

/** Of valid JSON, whatever opens or closes something: the rest need not be looked at. */
const marks = /["{}[\]]/g;

/** Walks over text that is known to be JSON: its quotes and brackets are where they belong. */
function whatIsWrong(text: string): string | null {
  const open: (Set<string> | null)[] = [];
  marks.lastIndex = 0;
  for (let found = marks.exec(text); found !== null; found = marks.exec(text)) {
    const [mark] = found;
    if (mark === '}' || mark === ']') open.pop();
    else if (mark !== '"') open.push(mark === '{' ? new Set() : null);
    else {
      const end = endOfString(text, found.index);
      const twice = repeatedKey(open.at(-1) ?? null, text, [found.index, end]);
      if (twice !== null) return `the key ${shown(twice)} is there twice`;
      marks.lastIndex = end;
    }
    if (open.length > maxDepth) return `it nests deeper than ${maxDepth} levels`;
  }
  return null;
}

/** The string at a place, when it is a key that its object has already; otherwise it is kept in mind. */
function repeatedKey(keys: Set<string> | null, text: string, [start, end]: readonly [number, number]): string | null {
  if (keys === null || !isKey(text, end)) return null;
  const literal = text.slice(start, end);
  const key = JSON.parse(literal) as string;
  if (keys.has(key)) return literal;
  keys.add(key);
  return null;
}

/** The position behind the closing quote. */
function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return at + 1;
}

const blanks = /[ \t\r\n]*/y;

function isKey(text: string, from: number): boolean {
  blanks.lastIndex = from;
  blanks.test(text);
  return text[blanks.lastIndex] === ':';
}
