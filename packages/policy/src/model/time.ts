const rfc3339 = /^\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:[Zz]|[+-]\d{2}:\d{2})$/;

/** Milliseconds since 1970 of an RFC 3339 time, or null when it is not one. A date alone is midnight UTC. */
export function readTime(text: string): number | null {
  const day = /^\d{4}-\d{2}-\d{2}$/.test(text);
  if (!day && !rfc3339.test(text)) return null;
  const time = Date.parse(text.replace(' ', 'T').toUpperCase());
  return Number.isNaN(time) ? null : time;
}

/** Whole and part days between two times in milliseconds. */
export function daysBetween(earlier: number, later: number): number {
  return (later - earlier) / 86_400_000;
}
