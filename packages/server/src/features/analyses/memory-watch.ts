import { residentMemory } from '@gantry/io/process';

/** Milliseconds between two looks. */
const pace = 250;

/**
 * Calls `over` once when a process holds more than so many MiB of memory; gives the way to end the watch. Where the system does not tell (no `/proc`),
 * only the limit of the process's own heap holds.
 */
export function watchMemory(pid: number | undefined, limit: number, over: () => void): () => void {
  if (pid === undefined) return () => undefined;
  let ended = false;
  const timer = setInterval(() => {
    residentMemory(pid).then((held) => {
      if (ended || held === null || held <= limit) return;
      ended = true;
      clearInterval(timer);
      over();
    });
  }, pace);
  timer.unref();
  return () => {
    ended = true;
    clearInterval(timer);
  };
}
