/** Something that is done again and again. */
export interface Recurring {
  readonly what: string;
  /** Seconds between two beginnings; while one run goes on, no other begins. */
  readonly every: number;
  run(): Promise<unknown>;
}

/** Starts timers; the result stops them. `guard` takes what fails. */
export function startTimers(
  guard: (what: string, work: Promise<unknown>) => Promise<unknown>,
  all: readonly Recurring[],
): () => void {
  const timers = all.map(({ what, every, run }) => {
    let busy = false;
    const tick = async (): Promise<void> => {
      if (busy) return;
      busy = true;
      await guard(what, run());
      busy = false;
    };
    return setInterval(() => void tick(), every * 1_000);
  });
  return () => {
    for (const timer of timers) clearInterval(timer);
  };
}
