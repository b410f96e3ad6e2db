import type { RpmMetadata } from '@gantry/core';
import type { AdvisoryStore, AffectedRow } from '../../store/types.ts';

/**
 * Builds of a module stream (`nodejs:16`) are only measured by records of that stream, and other builds only by records of
 * none: nodejs 16 is not behind because stream 18 has a fix. Records show a module in the release of their bounds
 * (`.module_el8.6.0+...`) and name the stream in the summary (`nodejs:16 security update`).
 */
export function sameModule(
  pkg: { readonly version: string; readonly metadata: RpmMetadata | null },
  store: AdvisoryStore,
): (row: AffectedRow) => boolean {
  const installed = moduleOf(pkg);
  return (row) => {
    const modular = row.affected.stretches.some(({ fixed, lastAffected }) => isModular(fixed ?? lastAffected ?? ''));
    if (modular !== installed.modular) return row.affected.stretches.every(hasNoBound);
    return (
      !modular || installed.stream === null || streamFits(store.advisory(row.advisoryId)?.summary ?? '', installed)
    );
  };
}

/** By its label, else by its version: documents of other tools may have nothing but that. */
function moduleOf({ version, metadata }: Parameters<typeof sameModule>[0]): {
  readonly modular: boolean;
  readonly name: string | null;
  readonly stream: string | null;
} {
  const [name, stream] = metadata?.modularityLabel?.split(':') ?? [];
  if (name && stream) return { modular: true, name, stream };
  return { modular: isModular(version), name: null, stream: null };
}

function isModular(version: string): boolean {
  return /\.module[+_]/.test(version);
}

/** A summary that names another stream of the same module is about that one; one that names none may be about ours. */
function streamFits(summary: string, { name, stream }: { name: string | null; stream: string | null }): boolean {
  const words = summary.slice(0, 1_000).split(/[\s,;]+/);
  const streams = words.map((word) => word.split(':')).filter(([module, named]) => module === name && named);
  return streams.length === 0 || streams.some(([, named]) => named === stream);
}

/** "All versions" and lists of versions say nothing about modules. */
function hasNoBound({ fixed, lastAffected }: AffectedRow['affected']['stretches'][number]): boolean {
  return fixed === null && lastAffected === null;
}
