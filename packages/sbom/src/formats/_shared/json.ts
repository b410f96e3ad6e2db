import { isRecord, listOf } from '@gantry/core/json';

/** A JSON object of unknown origin. */
export type Json = Readonly<Record<string, unknown>>;

/**
 * The object itself, or an empty one. To be asked for fixed names only, and for none that every object inherits: it is no copy, for
 * documents hold hundreds of thousands of them. What the document names (`__proto__`, say) is for `Object.entries`.
 */
export function asObject(value: unknown): Json {
  return isRecord(value) ? value : nothing;
}

const nothing: Json = Object.freeze(Object.create(null) as Json);

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
  return listOf(value).flatMap((item) => asText(item, max) ?? []);
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
