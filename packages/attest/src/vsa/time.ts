const rfc3339 = /^\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:[Zz]|[+-]\d{2}:\d{2})$/;

/** Milliseconds since 1970 of an RFC 3339 time; null for anything else. */
export function timeOf(value: unknown): number | null {
  if (typeof value !== 'string' || !rfc3339.test(value)) return null;
  const time = Date.parse(value.toUpperCase());
  return Number.isNaN(time) ? null : time;
}
