/** How a document is laid out: as `JSON.stringify(document, null, 1)` does, or with a line for each member and each item of a lazy list. */
export type Layout = 'indented' | 'lines';

/**
 * The text of a JSON document in parts, with a line end behind it. A member that is an
 * iterator is a list whose items are made, written and forgotten one after another, so that a document of any number of them takes
 * no more memory than one. A function is called when its turn comes. Members that are undefined are left out.
 */
export function* documentParts(document: object, layout: Layout = 'indented'): Generator<string> {
  const { member: line, value: text, colon } = layouts[layout];
  let before = `{${line}`;
  for (const [name, member] of Object.entries(document)) {
    const value: unknown = typeof member === 'function' ? member() : member;
    if (value === undefined) continue;
    yield `${before}${JSON.stringify(name)}${colon}`;
    if (isIterator(value)) yield* listParts(value, layout);
    else yield text(value, line);
    before = `,${line}`;
  }
  yield before.startsWith(',') ? '\n}\n' : '{}\n';
}

/** A list for `documentParts`: each item as `encode` makes it. */
export function* eachOf<T>(items: Iterable<T>, encode: (item: T) => unknown): Generator<unknown> {
  for (const item of items) yield encode(item);
}

function* listParts(items: Iterable<unknown>, layout: Layout): Generator<string> {
  const { item: line, value: text, end } = layouts[layout];
  let before = `[${line}`;
  for (const item of items) {
    yield before + text(item, line);
    before = `,${line}`;
  }
  yield before.startsWith(',') ? end : '[]';
}

function isIterator(value: unknown): value is IterableIterator<unknown> {
  return typeof value === 'object' && value !== null && Symbol.iterator in value && 'next' in value;
}

const layouts = {
  indented: { member: '\n ', item: '\n  ', colon: ': ', end: '\n ]', value: indented },
  lines: { member: '\n', item: '\n', colon: ':', end: '\n]', value: (value: unknown) => JSON.stringify(value) },
} as const;

/** Text inside strings holds no line ends, so each one that is there begins a line of the layout. */
function indented(value: unknown, lineStart: string): string {
  return JSON.stringify(value, null, 1).replaceAll('\n', lineStart);
}
