import type { Comparison, SchemeName } from './_shared/scheme.ts';
import { schemes } from './registry.ts';

export type * from './_shared/scheme.ts';
export { schemes } from './registry.ts';

/** Compares two version texts by a scheme; unsure, with the reason, when either cannot be read. */
export function compareVersions(name: SchemeName, left: string, right: string): Comparison {
  const scheme = schemes[name];
  const a = scheme.parse(left);
  if (!a.ok) return { sure: false, because: a.because };
  const b = scheme.parse(right);
  if (!b.ok) return { sure: false, because: b.because };
  return { sure: true, order: scheme.compare(a.version, b.version) };
}
