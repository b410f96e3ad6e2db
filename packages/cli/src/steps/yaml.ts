import { Composer, type CST, Lexer, Parser } from 'yaml';

/** Policies are about ten levels deep. */
const maxDepth = 100;

/** Pieces of syntax: a text of 20,000 rules has a third of them. Reading as many takes seconds and 300 MB; JSON has room for more. */
const maxPieces = 1_000_000;

/** Looking for keys that are there twice takes time in the square of their number. */
const maxKeys = 2_000;

/**
 * Reads one YAML document. Throws an error with a text for people when it is none, when it is too large or its aliases multiply, or when it
 * nests deeper than 100 levels: composing nested collections recurses, and V8 cannot always turn a full stack into an exception.
 */
export function parseYaml(text: string): unknown {
  refuseTooLong(text);
  const tokens = [...new Parser().parse(text)];
  refuseHeavy(tokens);
  const [document, second] = [...new Composer().compose(tokens)];
  if (second) throw new RangeError('it holds more than one document');
  if (document?.errors[0]) throw document.errors[0];
  return document?.toJS({ maxAliasCount: 50 }) as unknown;
}

/** Counts before anything is kept: the parsed pieces take two hundred times the room of their text. */
function refuseTooLong(text: string): void {
  let pieces = 0;
  for (const _ of new Lexer().lex(text)) {
    pieces += 1;
    if (pieces > maxPieces) throw new RangeError(`its YAML has more than ${maxPieces} pieces; write it as JSON`);
  }
}

type Part = CST.Token | CST.CollectionItem | null | undefined;

function refuseHeavy(tokens: readonly CST.Token[]): void {
  const open: { readonly part: Part; readonly depth: number }[] = tokens.map((part) => ({ part, depth: 0 }));
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next.depth > maxDepth) throw new RangeError(`it nests deeper than ${maxDepth} levels`);
    if (keyCount(next.part) > maxKeys) throw new RangeError(`one of its mappings has more than ${maxKeys} keys`);
    for (const part of partsOf(next.part)) open.push({ part, depth: next.depth + 1 });
  }
}

function keyCount(part: Part): number {
  if (!part || !('items' in part)) return 0;
  const isMap = part.type === 'block-map' || (part.type === 'flow-collection' && part.start.source === '{');
  return isMap ? part.items.length : 0;
}

/** A collection and what is in it are one level: keys and values of items, and values of documents. */
function partsOf(part: Part): readonly Part[] {
  if (!part) return [];
  if ('items' in part) return part.items.flatMap((item) => [item.key, item.value]);
  return 'value' in part && typeof part.value === 'object' ? [part.value] : [];
}
