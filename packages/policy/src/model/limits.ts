/** What a policy document may hold; beyond any of these it is refused before anything looks at it. */
export const limits = {
  depth: 24,
  values: 500_000,
  characters: 8_000_000,
  rules: 5_000,
  regexMappings: 500,
} as const;

/**
 * Why a parsed document is too large to look at, or null. Counts every visit, so that a YAML alias that repeats a
 * part a million times and a document that contains itself are both found; never recurses.
 */
export function whyTooLarge(document: unknown): string | null {
  let values = 0;
  let characters = 0;
  const open: { value: unknown; depth: number }[] = [{ value: document, depth: 0 }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (++values > limits.values) return `it holds more than ${limits.values} values`;
    if (next.depth > limits.depth) return `it is nested more than ${limits.depth} deep`;
    if (typeof next.value === 'string') characters += next.value.length;
    if (characters > limits.characters) return `it holds more than ${limits.characters} characters`;
    if (typeof next.value !== 'object' || next.value === null) continue;
    const inner = Object.values(next.value);
    if (values + open.length + inner.length > limits.values) return `it holds more than ${limits.values} values`;
    for (const value of inner) open.push({ value, depth: next.depth + 1 });
  }
  return null;
}
