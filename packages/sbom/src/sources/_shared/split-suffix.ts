/**
 * Splits `PATH:NAME` at a colon, for targets whose path may hold colons itself: the longest path that exists wins. `exists` tells whether a
 * path does. When none exists the whole text is the path.
 */
export async function splitSuffix(
  text: string,
  exists: (path: string) => Promise<boolean>,
): Promise<{ readonly path: string; readonly name?: string }> {
  if (await exists(text)) return { path: text };
  const colons = [...text.matchAll(/:/g)].map((match) => match.index).slice(-64);
  for (const colon of colons.reverse()) {
    const path = text.slice(0, colon);
    const name = text.slice(colon + 1);
    if (path !== '' && name !== '' && (await exists(path))) return { path, name };
  }
  return { path: text };
}
