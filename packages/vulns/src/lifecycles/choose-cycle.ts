import type { ProductCycle, ProductLifecycles } from '../store/types.ts';

/** The cycle of a version, or why there is none. */
export type CycleChoice =
  | { readonly cycle: ProductCycle; readonly because: '' }
  | { readonly cycle: null; readonly because: string };

/**
 * The cycle whose name is the beginning of a version, part by part, the longest first: `3.1` is no cycle of `3.11`, `2.12` is before `2`
 * one of `2.12.4`. A cycle with anything but numbers in its name is never chosen by a version.
 */
export function chooseCycle({ label, cycles }: ProductLifecycles, version: string | null): CycleChoice {
  const parts = version === null ? null : partsOf(version);
  if (!parts) return none(`the version of ${label} is not known`);
  let best: { readonly cycle: ProductCycle; readonly length: number } | null = null;
  for (const cycle of cycles) {
    const wanted = numbersOf(cycle.cycle);
    if (wanted?.every((part, at) => parts[at] === part) !== true) continue;
    if (!best || wanted.length > best.length) best = { cycle, length: wanted.length };
  }
  return best ? { cycle: best.cycle, because: '' } : none(`no cycle of ${label} is known for the version ${version}`);
}

function none(because: string): CycleChoice {
  return { cycle: null, because };
}

const longestVersion = 200;

/** `v1.21.3`, `go1.21rc2`, `8u392`, `17.0.9+9`: the numbers at the beginning. */
function partsOf(version: string): number[] | null {
  const [numbers] = /^\d+(?:\.\d+)*/.exec(version.slice(0, longestVersion).replace(/^(?:v|go)(?=\d)/, '')) ?? [];
  return numbers === undefined ? null : numbers.split('.').map(Number);
}

function numbersOf(cycle: string): number[] | null {
  return /^\d+(?:\.\d+)*$/.test(cycle) ? cycle.split('.').map(Number) : null;
}
