/** The only way to the time: tests hand in one that stands still. */
export interface Clock {
  now(): Date;
}

/** The time of this machine. */
export const systemClock: Clock = { now: () => new Date() };

/** RFC 3339 in UTC with `Z`, as every reply writes times. */
export function toTimestamp(time: Date): string {
  return time.toISOString();
}
