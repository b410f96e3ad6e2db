import { listOf } from '@gantry/core/json';
import { field, lineOf } from '../_shared/values.ts';
import type { CrateFacts } from './facts.ts';

const mostCrates = 50_000;
const mostDependencies = 2000;

/** The crates, and how many entries were not understood. */
export interface AuditData {
  readonly crates: readonly CrateFacts[];
  readonly dropped: number;
}

/** The document of a `.dep-v0` section (cargo-auditable, audit data format 0); null when it is not that. */
export function parseAuditData(text: string): AuditData | null {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    return null;
  }
  const entries = listOf(field(document, 'packages'));
  if (!Array.isArray(field(document, 'packages'))) return null;
  const read = entries.slice(0, mostCrates).map(readCrate);
  const places = new Map<number, number>();
  for (const [index, crate] of read.entries()) if (crate) places.set(index, places.size);
  const crates = read
    .filter((crate) => crate !== null)
    .map((crate) => ({ ...crate, dependencies: crate.dependencies.flatMap((index) => places.get(index) ?? []) }));
  return { crates, dropped: entries.length - crates.length };
}

function readCrate(entry: unknown): CrateFacts | null {
  const name = lineOf(field(entry, 'name'));
  const version = lineOf(field(entry, 'version'));
  if (name === undefined || version === undefined) return null;
  const dependencies = listOf(field(entry, 'dependencies')).filter((index) => Number.isSafeInteger(index));
  return {
    name,
    version,
    source: lineOf(field(entry, 'source')) ?? '',
    kind: field(entry, 'kind') === 'build' ? 'build' : 'runtime',
    dependencies: dependencies.slice(0, mostDependencies) as number[],
  };
}
