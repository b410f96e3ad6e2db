/** Remembers what was stored of a subject a moment ago, so that asking again costs no look at the database. */
export interface RecentRecords {
  /** Is this what was stored of the subject, as far as it is known at `now` (milliseconds)? */
  says(subject: string, what: string, now: number): boolean;
  remember(subject: string, what: string, time: { readonly from: number; readonly until: number }): void;
}

/** Keeps at most so many subjects. */
export function createRecentRecords(most: number): RecentRecords {
  const known = new Map<string, { readonly what: string; readonly from: number; readonly until: number }>();
  return {
    says: (subject, what, now) => {
      const last = known.get(subject);
      return last !== undefined && last.what === what && last.from <= now && now < last.until;
    },
    remember: (subject, what, time) => {
      known.delete(subject);
      known.set(subject, { what, ...time });
      const [oldest] = known.keys();
      if (known.size > most && oldest !== undefined) known.delete(oldest);
    },
  };
}
