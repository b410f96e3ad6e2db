/** Tolerant readers for untrusted JSON: own keys only, wrong types give null or nothing. */
export type Dict = Readonly<Record<string, unknown>>;

/** An object that is no list. */
export function isDict(value: unknown): value is Dict {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** An own property that is an object, or an empty one. */
export function dictAt(dict: Dict, key: string): Dict {
  const value = own(dict, key);
  return isDict(value) ? value : {};
}

/** An own property that is a text of at most `limit` characters (cut there), or null. */
export function textAt(dict: Dict, key: string, limit = 1_000): string | null {
  const value = own(dict, key);
  return typeof value === 'string' ? value.slice(0, limit) : null;
}

/** An own property that is a list, or an empty one. */
export function listAt(dict: Dict, key: string): readonly unknown[] {
  const value = own(dict, key);
  return Array.isArray(value) ? value : [];
}

/** The texts of an own property that is a list; other items are left out. */
export function textsAt(dict: Dict, key: string): string[] {
  return listAt(dict, key).filter((item): item is string => typeof item === 'string' && item !== '');
}

/** An own property; inherited ones (`constructor`) are none. */
export function own(dict: Dict, key: string): unknown {
  return Object.hasOwn(dict, key) ? dict[key] : undefined;
}

/** RFC 3339 as UTC without fractions, or null when the text is no time. */
export function timeAt(dict: Dict, key: string): string | null {
  const text = textAt(dict, key, 40);
  if (text === null || !/^\d{4}-\d\d-\d\dT/.test(text)) return null;
  const time = Date.parse(text);
  return Number.isNaN(time) ? null : `${new Date(time).toISOString().slice(0, 19)}Z`;
}
