import type { Package } from '@gantry/core';
import type { IndexedEntry, InspectedFile, Inspector } from '../inspecting/define-inspector.ts';
import type { InspectionWish } from '../inspecting/wish.ts';
import { type FakeEntry, treeOf } from './fake-tree.ts';
import { scannedFile } from './scanned-file.ts';

/** What surrounds the files of a test. */
export interface InspectedWorld {
  readonly wish?: Partial<InspectionWish>;
  readonly packages?: readonly Package[];
  /** Further entries of the tree. */
  readonly others?: Readonly<Record<string, FakeEntry>>;
  readonly entries?: readonly IndexedEntry[];
  /** `algorithm:hex` by path. */
  readonly digests?: Readonly<Record<string, string>>;
  /** Paths that are not visible any more. */
  readonly hidden?: readonly string[];
}

/** What an inspector made of some files. */
export interface InspectedWorldResult {
  // The parts differ: tests know what they asked for.
  readonly found: unknown;
  readonly unread: readonly { readonly path: string; readonly code: string }[];
}

/**
 * Runs both steps of an inspector over files (absolute path to text or bytes), facts passed through JSON as the layer cache does. Its
 * reader sees every file, whatever it selects.
 */
export async function inspectFiles(
  inspector: Inspector,
  contents: Readonly<Record<string, string | Uint8Array>>,
  world: InspectedWorld = {},
): Promise<InspectedWorldResult> {
  const options = inspector.options({ parts: new Set([inspector.part]), retrieve: [], ...world.wish });
  if (options === null) return { found: null, unread: [] };
  const reader = inspector.reader?.(options);
  const files = Object.entries(contents).flatMap(([path, content]): InspectedFile<unknown>[] => {
    const reading = reader?.read(scannedFile(path, content)) ?? { facts: null };
    const { facts, unread = [] } = JSON.parse(JSON.stringify(structuredClone(reading))) as typeof reading;
    if (facts === null && unread.length === 0) return [];
    return [{ path, visible: world.hidden?.includes(path) !== true, facts, unread }];
  });
  const present = Object.fromEntries(Object.keys(contents).map((path): [string, FakeEntry] => [path, 'file']));
  const { found, unread = [] } = await inspector.assemble(files, {
    options,
    tree: treeOf({ ...present, ...world.others }),
    distro: null,
    packages: world.packages ?? [],
    entries: () => world.entries ?? [],
    digests: (wanted) =>
      Promise.resolve(
        new Map(
          wanted.flatMap(({ path, algorithm }) => {
            const digest = world.digests?.[path];
            return digest?.startsWith(`${algorithm}:`) ? [[path, digest.slice(algorithm.length + 1)] as const] : [];
          }),
        ),
      ),
  });
  return { found, unread };
}
