import type { PolicyFacts } from '@gantry/core';

/** True when the artifact was read from a folder or a single file: it has no platform, layers or Dockerfile. */
export function isFileSource({ bill }: PolicyFacts): boolean {
  return bill.source.kind === 'directory' || bill.source.kind === 'file';
}
