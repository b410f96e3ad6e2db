import { daysBetween, readTime } from '../../model/time.ts';

/** Milliseconds of a day. */
export const dayLength = 86_400_000;

/** Has a day (`2026-01-23`, the whole of it UTC) and `grace` more days passed? Null when it is no date. */
export function isPastDay(day: string, now: number, grace = 0): boolean | null {
  const start = readTime(day);
  return start === null ? null : daysBetween(startOfDay(start), now) >= grace + 1;
}

/** Midnight UTC of the day of a time, in milliseconds since 1970. */
export function startOfDay(time: number): number {
  return Math.floor(time / dayLength) * dayLength;
}

/** A time as a day in UTC: `2026-01-23`. */
export function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

/** From when on a rule about the end of a day fires: once the day has passed, or so many days ahead of it. */
export function firesFrom(day: number, daysBefore: number): number {
  return startOfDay(day) + (daysBefore === 0 ? dayLength : -daysBefore * dayLength);
}
