/** Longer than this nobody else of the process waits for a long computation. */
const stretchMilliseconds = 5;

/** To be awaited between the steps of a long computation: lets the event loop serve others now and then. */
export function createBreaks(): () => Promise<void> {
  let began = performance.now();
  return async () => {
    if (performance.now() - began < stretchMilliseconds) return;
    await new Promise((resolve) => setImmediate(resolve));
    began = performance.now();
  };
}
