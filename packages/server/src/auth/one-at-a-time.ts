/** Runs the tasks of one key one after another. */
export interface OneAtATime {
  run<T>(key: string, task: () => Promise<T>): Promise<T>;
}

/** Keys that nobody waits for are forgotten. */
export function oneAtATime(): OneAtATime {
  const last = new Map<string, Promise<unknown>>();
  return {
    run: async (key, task) => {
      const before = last.get(key) ?? Promise.resolve();
      const mine = before.then(task, task);
      const settled = mine.catch(() => undefined);
      last.set(key, settled);
      try {
        return await mine;
      } finally {
        if (last.get(key) === settled) last.delete(key);
      }
    },
  };
}
