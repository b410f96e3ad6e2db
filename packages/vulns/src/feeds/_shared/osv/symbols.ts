import { type Dict, dictAt, isDict, listAt, textAt, textsAt } from './read.ts';

/** More than any real record names. */
const most = 2_000;

/**
 * Affected symbols: Go's `imports[]` (`path` or `path#Symbol`), GitHub's `affected_functions`, RustSec's
 * `affects.functions`. Empty when the source does not know.
 */
export function readSymbols(entry: Dict): string[] {
  const specific = dictAt(entry, 'ecosystem_specific');
  const imports = listAt(specific, 'imports').filter(isDict).flatMap(importSymbols);
  const functions = [...textsAt(specific, 'affected_functions'), ...textsAt(dictAt(specific, 'affects'), 'functions')];
  return [...new Set([...imports, ...functions])].slice(0, most);
}

function importSymbols(item: Dict): string[] {
  const path = textAt(item, 'path');
  if (path === null) return [];
  const symbols = textsAt(item, 'symbols');
  return symbols.length === 0 ? [path] : symbols.map((symbol) => `${path}#${symbol}`);
}
