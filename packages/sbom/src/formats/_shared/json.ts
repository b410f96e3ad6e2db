/** A JSON object of unknown origin. */
export type Json = Readonly<Record<string, unknown>>;

/**
 * The object itself, or an empty one. To be asked for fixed names only, and for none that every object inherits: it is no copy, for
 * documents hold hundreds of thousands of them. What the document names (`__proto__`, say) is for `Object.entries`.
 */
export function asObject(value: unknown): Json {
  return value === null || typeof value !== 'object' || Array.isArray(value) ? nothing : (value as Json);
}

const nothing: Json = Object.freeze(Object.create(null) as Json);

/** The list, or an empty one. */
export function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The text, or nothing; longer than `max` characters is no text that we keep. */
export function asText(value: unknown, max = 4096): string | undefined {
  return typeof value === 'string' && value !== '' && value.length <= max ? value : undefined;
}

/** A whole number that is safe, or nothing. */
export function asCount(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isSafeInteger(value) ? value : undefined;
}

/** The texts of a list. */
export function asTexts(value: unknown, max = 4096): string[] {
  return asList(value).flatMap((item) => asText(item, max) ?? []);
}

/** An object without its undefined members: `exactOptionalPropertyTypes` wants absence. */
export function present<T extends object>(values: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  const kept: Partial<T> = {};
  for (const name in values) if (values[name] !== undefined) kept[name] = values[name];
  return kept as { [K in keyof T]: Exclude<T[K], undefined> };
}

/** A whole number above zero, or nothing: writers put 0 where they know nothing. */
export function asPositive(value: unknown): number | undefined {
  const count = asCount(value);
  return count !== undefined && count > 0 ? count : undefined;
}

/** The texts of a list, or nothing when there are none. */
export function asSomeTexts(value: unknown): string[] | undefined {
  const texts = asTexts(value);
  return texts.length > 0 ? texts : undefined;
}
