import type { ContentSearch, SearchHit } from '@gantry/core';

/** A file in which an expression was found: never what was found. */
export interface FileWithHits {
  readonly path: string;
  readonly layer?: string;
  readonly visible: boolean;
  /** `NAME=expression`, as messages of the format show it. */
  readonly shown: string;
  /** Line of the first hit, 1 for the first. */
  readonly line: number;
  readonly hits: number;
}

/** One entry for each file (of a layer) and expression with hits; `name` is that of an expression or the expression itself. */
export function filesWithHits(
  search: ContentSearch,
  { name, allLayers }: { readonly name: string | null; readonly allLayers: boolean },
): FileWithHits[] {
  // Several expressions may share a name, and hits tell the name only: the first stands for all.
  const expressions = new Map([...search.patterns].reverse().map((one) => [one.name, one.regex]));
  const named = new Set(search.patterns.filter(({ regex }) => regex === name).map((one) => one.name));
  const wanted = (pattern: string) => name === null || name === pattern || named.has(pattern);
  const files = new Map<string, FileWithHits>();
  for (const hit of search.hits) {
    const regex = expressions.get(hit.pattern);
    if (!wanted(hit.pattern) || (!hit.visible && !allLayers)) continue;
    const key = `${hit.path}\u0000${hit.visible ? '' : hit.layer}\u0000${hit.pattern}`;
    const known = files.get(key);
    files.set(key, known ? { ...known, hits: known.hits + 1 } : toFile(hit, regex));
  }
  return [...files.values()];
}

function toFile({ path, layer, visible, pattern, line }: SearchHit, regex: string | undefined): FileWithHits {
  const shown = regex === undefined ? pattern : `${pattern}=${regex}`;
  return { path, visible, shown, line, hits: 1, ...(layer === undefined ? {} : { layer }) };
}

/** Why a search cannot answer for an expression: it was not one of those that were searched for. Null when it can. */
export function whyNotSearched({ patterns }: ContentSearch, name: string | null, where: string): string | null {
  if (patterns.length === 0) return `no expressions are configured for the ${where}`;
  if (name === null || patterns.some((one) => one.name === name || one.regex === name)) return null;
  const known = patterns.map((one) => one.name).join(', ');
  return `the ${where} did not look for ${name.slice(0, 100)}: configure it, then have the artifact inspected again; it looked for ${known}`;
}
