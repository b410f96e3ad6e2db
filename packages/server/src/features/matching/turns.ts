/** Longer than this nobody else of the process waits for a long computation. */
const turnMilliseconds = 5;

/** To be awaited between the steps of a long computation: lets the event loop serve others now and then. */
export function createTurns(): () => Promise<void> {
  let began = performance.now();
  return async () => {
    if (performance.now() - began < turnMilliseconds) return;
    await new Promise((resolve) => setImmediate(resolve));
    began = performance.now();
  };
}
