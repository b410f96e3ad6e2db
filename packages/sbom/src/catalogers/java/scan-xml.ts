/** Told about each element as it closes: the names from the root down to it, and the text behind its last child. */
export type TextHandler = (path: readonly string[], text: string) => void;

const deepest = 64;

/**
 * Walks through XML once, in linear time and without building a tree. It is made for configuration files such as pom.xml: names
 * without prefix, comments and CDATA, the five predefined entities. DTDs are skipped, so no entity can grow or read a file;
 * elements below 64 levels are passed over. Returns false when the text ends inside a tag or a tag closes what is not open.
 */
export function scanXml(text: string, onText: TextHandler): boolean {
  const open: string[] = [];
  let content: string[] = [];
  let at = 0;
  for (;;) {
    const start = text.indexOf('<', at);
    if (start < 0) return open.length === 0;
    if (start > at) content.push(decode(text.slice(at, start)));
    const tag = readTag(text, start);
    if (tag.end < 0) return false;
    at = tag.end;
    if (tag.kind === 'cdata') content.push(text.slice(start + 9, tag.end - 3));
    if (tag.kind === 'open') {
      open.push(tag.name);
      content = [];
    }
    if (tag.kind === 'close') {
      if (open.at(-1) !== tag.name) return false;
      if (open.length <= deepest) onText(open, content.join('').trim());
      open.pop();
      content = [];
    }
  }
}

interface Tag {
  readonly kind: 'open' | 'close' | 'empty' | 'cdata' | 'other';
  readonly name: string;
  /** Position behind the tag; -1 when it does not end. */
  readonly end: number;
}

function readTag(text: string, start: number): Tag {
  if (text.startsWith('<!--', start)) return { kind: 'other', name: '', end: behind(text, '-->', start + 4) };
  if (text.startsWith('<![CDATA[', start)) return { kind: 'cdata', name: '', end: behind(text, ']]>', start + 9) };
  if (text.startsWith('<?', start)) return { kind: 'other', name: '', end: behind(text, '?>', start) };
  if (text.startsWith('<!', start)) return { kind: 'other', name: '', end: behindDoctype(text, start) };
  const end = behindTag(text, start);
  if (text[start + 1] === '/') return { kind: 'close', name: localName(text, start + 2), end };
  return { kind: text[end - 2] === '/' ? 'empty' : 'open', name: localName(text, start + 1), end };
}

function behind(text: string, mark: string, from: number): number {
  const at = text.indexOf(mark, from);
  return at < 0 ? -1 : at + mark.length;
}

/** The end of `<!DOCTYPE ...>`, past an internal subset in brackets. */
function behindDoctype(text: string, start: number): number {
  const close = text.indexOf('>', start);
  const bracket = text.indexOf('[', start);
  if (bracket < 0 || bracket > close) return close < 0 ? -1 : close + 1;
  const end = text.indexOf(']', bracket);
  return end < 0 ? -1 : behind(text, '>', end);
}

/** The end of a tag; a `>` inside quotes does not count. */
function behindTag(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    const char = text[at];
    if (char === '>') return at + 1;
    if (char !== '"' && char !== "'") continue;
    at = text.indexOf(char, at + 1);
    if (at < 0) return -1;
  }
  return -1;
}

function localName(text: string, start: number): string {
  let end = start;
  let from = start;
  for (; end < text.length; end++) {
    const code = text.charCodeAt(end);
    if (code === 0x3a) from = end + 1;
    else if (code <= 0x20 || code === 0x2f || code === 0x3e) break;
  }
  return text.slice(from, end);
}

const entities = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
]);

function decode(text: string): string {
  return text.includes('&')
    ? text.replace(/&(amp|lt|gt|quot|apos);/g, (_all, name: string) => entities.get(name) ?? '')
    : text;
}
