import { sha256OfText } from '@gantry/core';
import type { ExtrasOrder } from './file-sums.ts';
import type { ScanLimits } from './limits.ts';
import type { Reader } from './reader.ts';
import type { Reread } from './scan-layer.ts';

/** Raise it when the index or the stored form of a scan changes. */
const scanRevision = 1;

/**
 * What the facts of a layer depend on besides its bytes: the readers, their revisions and the limits, as 32 hex digits. Our own version
 * stands in for a revision that somebody forgot to raise: facts never outlive the release that wrote them.
 */
export function engineRevision(readers: readonly Reader[], limits: ScanLimits, toolVersion: string): string {
  const parts = [
    toolVersion,
    scanRevision,
    readers.map(({ name, revision, reads, options }) => [
      name,
      revision,
      reads,
      ...(options === undefined ? [] : [options]),
    ]),
    limits,
  ];
  return sha256OfText(JSON.stringify(parts)).slice('sha256:'.length, 'sha256:'.length + 32);
}

/** The cache key of a layer pass; letters, digits, dots and dashes only. */
export function layerKey(
  layer: { readonly digest: string; readonly diffId: string },
  revision: string,
  pass: { readonly rereads?: readonly Reread[]; readonly extras?: ExtrasOrder } = {},
): string {
  const parts = [layer.diffId, revision, pass.rereads ?? null, ...(pass.extras === undefined ? [] : [pass.extras])];
  const rest = sha256OfText(JSON.stringify(parts)).slice(7, 39);
  return `${layer.digest.replace(':', '-')}-${rest}`;
}
