/**
 * The string literals of a piece of Ruby, in order: `"x"`, `'x'`, `%q<x>`, with or without `.freeze`. Nothing is run: a literal that
 * would be computed (`#{...}`) is not taken.
 */
export function stringLiterals(ruby: string, max = 100): string[] {
  const found: string[] = [];
  const pattern = /"((?:[^"\\]|\\.){0,2000})"|'((?:[^'\\]|\\.){0,2000})'|%q<([^>]{0,2000})>/gs;
  for (const match of ruby.matchAll(pattern)) {
    const text = match[1] ?? match[2] ?? match[3] ?? '';
    if (!(match[1] !== undefined && text.includes('#{'))) found.push(text.replace(/\\(.)/gs, '$1'));
    if (found.length >= max) break;
  }
  return found;
}
