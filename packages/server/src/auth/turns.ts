import { oneAtATime } from './one-at-a-time.ts';

/** Who is tried, and from where. */
export interface Turn {
  readonly name: string;
  readonly address: string;
}

/**
 * Lets attempts on one name, and attempts from one address, go one after another: each sees the failures before it, and nobody
 * has more than one password looked at at a time. Names wait before addresses do, so nobody waits in a circle.
 */
export interface Turns {
  run<T>(turn: Turn, task: () => Promise<T>): Promise<T>;
}

/** The turns of one process. */
export function createTurns(): Turns {
  const names = oneAtATime();
  const addresses = oneAtATime();
  return { run: ({ name, address }, task) => names.run(name, () => addresses.run(address, task)) };
}
