import { Composer, type CST, Parser } from 'yaml';

/** Policies are about ten levels deep. */
const maxDepth = 100;

/**
 * Reads one YAML document. Throws an error with a text for people when it is none, when its aliases multiply, or when it nests deeper than
 * 100 levels: composing nested collections recurses, and V8 cannot always turn a full stack into an exception.
 */
export function parseYaml(text: string): unknown {
  const tokens = [...new Parser().parse(text)];
  if (isTooDeep(tokens)) throw new RangeError(`it nests deeper than ${maxDepth} levels`);
  const [document, second] = [...new Composer().compose(tokens)];
  if (second) throw new RangeError('it holds more than one document');
  if (document?.errors[0]) throw document.errors[0];
  return document?.toJS({ maxAliasCount: 50 }) as unknown;
}

type Part = CST.Token | CST.CollectionItem | null | undefined;

function isTooDeep(tokens: readonly CST.Token[]): boolean {
  const open: { readonly part: Part; readonly depth: number }[] = tokens.map((part) => ({ part, depth: 0 }));
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next.depth > maxDepth) return true;
    for (const part of partsOf(next.part)) open.push({ part, depth: next.depth + 1 });
  }
  return false;
}

/** A collection and what is in it are one level: keys and values of items, and values of documents. */
function partsOf(part: Part): readonly Part[] {
  if (!part) return [];
  if ('items' in part) return part.items.flatMap((item) => [item.key, item.value]);
  return 'value' in part && typeof part.value === 'object' ? [part.value] : [];
}
