/** Whether a text begins with one of these. Quick for many: one look for each length that they have. */
export function beginsWithAny(prefixes: readonly string[]): (text: string) => boolean {
  const known = new Set(prefixes);
  const lengths = [...new Set(prefixes.map(({ length }) => length))];
  return (text) => lengths.some((length) => length <= text.length && known.has(text.slice(0, length)));
}
