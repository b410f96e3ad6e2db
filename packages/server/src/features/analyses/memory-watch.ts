import { readFile } from 'node:fs/promises';

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

/** MiB of memory that a process holds; null when the system does not tell. */
export async function residentMemory(pid: number): Promise<number | null> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const kibibytes = /^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1];
  return kibibytes === undefined ? null : Number(kibibytes) / 1_024;
}
