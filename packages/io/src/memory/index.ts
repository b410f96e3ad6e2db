import { setFlagsFromString } from 'node:v8';

/**
 * Lets the JavaScript heap of this process hold less garbage, at the price of time: for artifacts of hundreds of thousands of
 * files or packages, which must fit into a small machine. Does nothing where the runtime has no such switch.
 */
export function growSlowly(): void {
  try {
    setFlagsFromString('--optimize-for-size');
  } catch {
    // Another engine than V8: its own rules hold.
  }
}
