import type { Unread } from '@gantry/core';
import { sbomErrors } from '../errors.ts';
import { SquashedTree } from '../filetree/squashed-tree.ts';
import type { MisplacedEntry } from '../filetree/tree-builder.ts';
import { unreadOf } from './assemble.ts';
import type { Dispatcher } from './dispatcher.ts';
import { type LayerScan, type Reading, readingsOf } from './layer-scan.ts';
import { type LinkedFile, linkedFiles } from './linked-files.ts';
import type { Reader } from './reader.ts';
import type { Reread } from './scan-layer.ts';
import { type VisibleReading, visibleReadings } from './visible-facts.ts';

/** A pass over an artifact's layers (or its one folder) that can be repeated for single files. */
export interface Passes {
  /** Lowest first. */
  readonly scans: readonly LayerScan[];
  /** Parallel; empty for folders. */
  readonly diffIds: readonly string[];
  /** Looks again at some files of one layer. */
  reread(layer: number, rereads: readonly Reread[]): Promise<LayerScan>;
}

/** The tree of an artifact, the readings of what is visible in it, and what was not understood. */
export interface ScannedArtifact {
  readonly tree: SquashedTree;
  readonly readings: readonly VisibleReading[];
  readonly unread: readonly Unread[];
}

/** Squashes the layers, keeps the readings of visible files and fetches those of files behind links. */
export async function visibleArtifact(
  passes: Passes,
  wanted: { readonly dispatcher: Dispatcher; readonly readers: readonly Reader[] },
): Promise<ScannedArtifact> {
  const tree = new SquashedTree(passes.scans.map(({ index }, at) => layerOf(index, passes.diffIds[at])));
  const byRow = passes.scans.map(rowsOfReadings());
  const direct = visibleReadings(tree, byRow, wanted);
  const behindLinks = await rereadLinked(passes, tree, linkedFiles(tree, wanted));
  const readings = [...direct, ...behindLinks];
  const unread = [
    ...passes.scans.flatMap((scan, at) => layerUnread(scan, passes.diffIds[at])),
    ...tree.misplaced.map((entry) => misplacedUnread(entry, passes.diffIds[entry.layer])),
    ...unreadOf(readings),
  ];
  return { tree, readings, unread };
}

function layerOf(
  index: LayerScan['index'],
  diffId: string | undefined,
): { index: LayerScan['index']; diffId?: string } {
  return diffId === undefined ? { index } : { index, diffId };
}

/** Groups readings by row; a scan that stands for several equal layers is parsed once. */
function rowsOfReadings(): (scan: LayerScan) => Map<number, Reading[]> {
  const known = new Map<LayerScan, Map<number, Reading[]>>();
  return (scan) => {
    const rows = known.get(scan) ?? new Map<number, Reading[]>();
    if (!known.has(scan))
      for (const reading of readingsOf(scan)) rows.set(reading.row, [...(rows.get(reading.row) ?? []), reading]);
    known.set(scan, rows);
    return rows;
  };
}

async function rereadLinked(
  passes: Passes,
  tree: SquashedTree,
  files: readonly LinkedFile[],
): Promise<VisibleReading[]> {
  const byLayer = new Map<number, LinkedFile[]>();
  for (const file of files) byLayer.set(file.node.contentLayer, [...(byLayer.get(file.node.contentLayer) ?? []), file]);
  const found: VisibleReading[] = [];
  for (const [layer, wanted] of byLayer) {
    const rereads = wanted.map(({ node, path, reader }) => ({ row: node.contentRow, reader, path }));
    const diffId = tree.diffId(layer);
    for (const reading of readingsOf(await passes.reread(layer, rereads))) {
      if (reading.as !== undefined)
        found.push({ path: reading.as, reading, ...(diffId === undefined ? {} : { layer: diffId }) });
    }
  }
  return found;
}

function layerUnread(scan: LayerScan, diffId: string | undefined): Unread[] {
  return scan.unread.map((line) => (diffId === undefined ? line : { ...line, layer: diffId }));
}

function misplacedUnread(entry: MisplacedEntry, diffId: string | undefined): Unread {
  const error = {
    circle: sbomErrors.ENTRY_PLACE_CIRCLE,
    'dangling-hardlink': sbomErrors.HARDLINK_DANGLING,
    'too-many': sbomErrors.TREE_TOO_LARGE,
  }[entry.why]();
  return {
    path: `/${entry.path.slice(0, 300)}`,
    ...(diffId === undefined ? {} : { layer: diffId }),
    by: 'layer',
    code: error.code,
    because: error.message,
  };
}
