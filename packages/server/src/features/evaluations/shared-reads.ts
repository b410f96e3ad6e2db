/** Reads that are shared by those who ask for the same at the same time. */
export interface SharedReads<T> {
  /**
   * What `read` gives. A read that is under way is not joined, since it may not see what was written before this call: whoever comes
   * meanwhile shares the next one. So fifty at once cost two reads, and nobody sees anything older than without this.
   */
  get(key: string, read: () => Promise<T>): Promise<T>;
}

interface Flight<T> {
  readonly running: Promise<T>;
  next: Promise<T> | null;
}

/** Shares reads by key. */
export function createSharedReads<T>(): SharedReads<T> {
  const flights = new Map<string, Flight<T>>();
  const start = (key: string, read: () => Promise<T>): Promise<T> => {
    const flight: Flight<T> = { running: read().finally(() => settle(key, flight)), next: null };
    flights.set(key, flight);
    return flight.running;
  };
  const settle = (key: string, flight: Flight<T>): void => {
    if (flight.next === null) flights.delete(key);
  };
  return {
    get: (key, read) => {
      const flight = flights.get(key);
      if (flight === undefined) return start(key, read);
      const begin = (): Promise<T> => start(key, read);
      flight.next ??= flight.running.then(begin, begin);
      return flight.next;
    },
  };
}
