/** A glob without braces, cut at its slashes. */
export interface Glob {
  readonly text: string;
  readonly parts: readonly string[];
}

/** Globs that `{a,b}` alternatives stand for; alternatives do not nest. */
export function expandBraces(text: string): string[] {
  const open = text.indexOf('{');
  const close = text.indexOf('}', open);
  if (open < 0 || close < 0) return [text];
  const before = text.slice(0, open);
  const after = text.slice(close + 1);
  return text
    .slice(open + 1, close)
    .split(',')
    .flatMap((choice) => expandBraces(before + choice + after));
}

/** Cuts a glob at its slashes. */
export function parseGlob(text: string): Glob {
  return { text, parts: text.split('/') };
}

/** Has the part of a glob no wildcard? */
export function isLiteral(part: string): boolean {
  return !part.includes('*') && !part.includes('?');
}

/**
 * Does a path (without leading slash) match? `**` spans any number of folders, `*` any part of a name, `?` one char. Takes
 * time in the product of both lengths at most, whatever the path.
 */
export function matchesGlob(glob: Glob, path: string): boolean {
  const names = path.split('/');
  return wildcard(glob.parts.length, names.length, {
    isStar: (p) => glob.parts[p] === '**',
    fits: (p, n) => matchesPart(glob.parts[p] ?? '', names[n] ?? ''),
  });
}

function matchesPart(part: string, name: string): boolean {
  if (isLiteral(part)) return part === name;
  return wildcard(part.length, name.length, {
    isStar: (p) => part[p] === '*',
    fits: (p, n) => part[p] === '?' || part[p] === name[n],
  });
}

/** The two-pointer wildcard match: on a mismatch the last star takes one item more. */
function wildcard(
  patternLength: number,
  length: number,
  items: { isStar(p: number): boolean; fits(p: number, n: number): boolean },
): boolean {
  let p = 0;
  let n = 0;
  let star = -1;
  let mark = 0;
  while (n < length) {
    if (p < patternLength && items.isStar(p)) {
      star = p++;
      mark = n;
    } else if (p < patternLength && items.fits(p, n)) {
      p++;
      n++;
    } else if (star >= 0) {
      p = star + 1;
      n = ++mark;
    } else return false;
  }
  while (p < patternLength && items.isStar(p)) p++;
  return p === patternLength;
}
