import { by, type Digest } from '@gantry/core';
import type { ScannedArtifact } from '../cataloging/scan-artifact.ts';
import type { VisibleReading } from '../cataloging/visible-facts.ts';
import type { InspectedFile } from './define-inspector.ts';

/** What one inspector's reader made of files, in order of paths; takes its readings out of the artifact. */
export function inspectedFiles(artifact: ScannedArtifact, name: string): InspectedFile<unknown>[] {
  const visible = (artifact.readings.get(name) ?? []).map((one) => inspected(one, true));
  artifact.readings.delete(name);
  const hidden = artifact.hidden.filter(({ reading }) => reading.reader === name).map((one) => inspected(one, false));
  // Sorting is stable: of hidden files with one path the lowest layer stays first.
  return hidden.length === 0 ? visible : [...hidden, ...visible].sort(by(({ path }) => path));
}

function inspected({ path, layer, reading }: VisibleReading, visible: boolean): InspectedFile<unknown> {
  const { facts, unread } = reading.body();
  return { path, ...(layer === undefined ? {} : { layer: layer as Digest }), visible, facts, unread };
}
