/** Values by key, made once: whoever asks while one is being made waits for that one. The oldest unused go when they are too heavy. */
export interface Memo<T> {
  get(key: string, make: () => Promise<T>): Promise<T>;
  /** The value if it is there already. */
  peek(key: string): T | undefined;
  forget(key: string): void;
}

/** A memo that keeps values of `budget` bytes in all, as `weigh` estimates them. A failure is not kept. */
export function createMemo<T>({ budget, weigh }: { budget: number; weigh: (value: T) => number }): Memo<T> {
  const kept = new Map<string, { readonly value: T; readonly weight: number }>();
  const making = new Map<string, Promise<T>>();
  let total = 0;
  const forget = (key: string): void => {
    total -= kept.get(key)?.weight ?? 0;
    kept.delete(key);
  };
  const keep = (key: string, value: T): void => {
    forget(key);
    const weight = weigh(value);
    if (weight > budget) return;
    kept.set(key, { value, weight });
    total += weight;
    // A map gives its keys in the order of their insertion: the first is the one that was not used for longest.
    for (const oldest of kept.keys()) {
      if (total <= budget) break;
      forget(oldest);
    }
  };
  const make = async (key: string, maker: () => Promise<T>): Promise<T> => {
    try {
      const value = await maker();
      keep(key, value);
      return value;
    } finally {
      making.delete(key);
    }
  };
  const peek = (key: string): T | undefined => {
    const found = kept.get(key);
    if (found === undefined) return undefined;
    kept.delete(key);
    kept.set(key, found);
    return found.value;
  };
  return {
    forget,
    peek,
    get: (key, maker) => {
      const value = peek(key);
      if (value !== undefined) return Promise.resolve(value);
      const running = making.get(key) ?? make(key, maker);
      making.set(key, running);
      return running;
    },
  };
}
