import type { Digest } from '@gantry/core';
import { sumOf } from '../cataloging/file-sums.ts';
import type { ScannedArtifact } from '../cataloging/scan-artifact.ts';
import type { IndexedEntry } from './define-inspector.ts';

/** Every visible entry with its digest and capabilities, in code-unit order of paths. */
export function* indexedEntries({ tree, extras }: ScannedArtifact): Generator<IndexedEntry> {
  const capabilities = extras.map((one) => new Map(one?.capabilities));
  for (const { entry, layer, row } of tree.placedEntries()) {
    const sum = entry.type === 'file' ? sumOf(extras[layer], 'sha256', row) : null;
    const capability = entry.type === 'file' ? capabilities[layer]?.get(row) : undefined;
    yield {
      entry,
      sha256: sum === null ? null : (`sha256:${sum}` satisfies Digest),
      capability: capability === undefined ? null : Buffer.from(capability, 'base64'),
    };
  }
}
