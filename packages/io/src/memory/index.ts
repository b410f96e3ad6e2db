import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

let collect: (() => void) | null = null;

/**
 * Lets the JavaScript heap of this process hold less garbage, at the price of time: for artifacts of hundreds of thousands of
 * files or packages, which must fit into a small machine. Does nothing where the runtime has no such switch.
 */
export function growSlowly(): void {
  try {
    setFlagsFromString('--optimize-for-size');
    setFlagsFromString('--expose-gc');
    collect = runInNewContext('typeof gc === "function" ? gc : null') as (() => void) | null;
  } catch {
    // Another engine than V8: its own rules hold.
  }
}

/** Between two steps that each fill memory: gives garbage back. Only after `growSlowly`, where memory counts more than time. */
export function collectGarbage(): void {
  collect?.();
}

/**
 * Keeps the space of new objects at the size that it has (some MB) where it would grow to three times 16 MB: for work that makes
 * objects to keep, of which little is garbage. Does nothing where the runtime has no such switch.
 */
export function holdYoungSpace(): void {
  try {
    setFlagsFromString('--semi-space-growth-factor=1');
  } catch {
    // Another engine than V8: its own rules hold.
  }
}
