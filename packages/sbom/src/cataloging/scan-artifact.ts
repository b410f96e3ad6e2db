import { by, type Unread } from '@gantry/core';
import { sbomErrors } from '../errors.ts';
import { SquashedTree } from '../filetree/squashed-tree.ts';
import type { MisplacedEntry } from '../filetree/tree-builder.ts';
import { unreadOf } from './assemble.ts';
import type { Dispatcher } from './dispatcher.ts';
import type { FileExtras } from './file-sums.ts';
import type { LayerScan } from './layer-scan.ts';
import { type LinkedFile, linkedFiles } from './linked-files.ts';
import type { SecondPass } from './read-layers.ts';
import type { Reader } from './reader.ts';
import { ReadingTable } from './readings.ts';
import { type HiddenReading, hiddenReadings, type VisibleReading, visibleReadings } from './visible-facts.ts';

/** A pass over an artifact's layers (or its one folder) that can be repeated for single files. */
export interface Passes {
  /** Lowest first. */
  readonly scans: readonly LayerScan[];
  /** Parallel; empty for folders. */
  readonly diffIds: readonly string[];
  /** Looks again at some files of one layer. */
  reread(layer: number, pass: SecondPass): Promise<LayerScan>;
}

/** The tree of an artifact, the readings of what is visible in it, and what was not understood. */
export interface ScannedArtifact {
  readonly tree: SquashedTree;
  /** Of each layer, lowest first. */
  readonly extras: readonly (FileExtras | undefined)[];
  /** See `Passes`. */
  readonly reread: Passes['reread'];
  /** By name of the reader, in order of paths. Who has used them may take them out: artifacts of a million files fill memory. */
  readonly readings: Map<string, readonly VisibleReading[]>;
  /** Of files that later layers deleted or replaced, for readers that asked for them. By layers and rows. */
  readonly hidden: readonly HiddenReading[];
  /** About layers and entries, and of the readers that serve the bill. */
  readonly unread: readonly Unread[];
}

/** Who reads. */
export interface Wanted {
  readonly dispatcher: Dispatcher;
  readonly readers: readonly Reader[];
  /** Readers that see files of every layer. */
  readonly everyLayer?: ReadonlySet<string> | undefined;
}

/** Squashes the layers, keeps the readings of visible files and fetches those of files behind links. */
export async function visibleArtifact(passes: Passes, wanted: Wanted): Promise<ScannedArtifact> {
  const tree = new SquashedTree(passes.scans.map(({ index }, at) => layerOf(index, passes.diffIds[at])));
  const sorted = tables(passes.scans);
  const direct = visibleReadings(tree, sorted, wanted);
  const behindLinks = await rereadLinked(passes, tree, linkedFiles(tree, wanted));
  const found = [...direct, ...behindLinks];
  const inspecting = new Set(wanted.readers.filter(({ inspects }) => inspects === true).map(({ name }) => name));
  const unread = [
    ...passes.scans.flatMap((scan, at) => layerUnread(scan, passes.diffIds[at])),
    ...tree.misplaced.map((entry) => misplacedUnread(entry, passes.diffIds[entry.layer])),
    ...unreadOf(found.filter(({ reading }) => !inspecting.has(reading.reader))),
  ];
  const hidden = wanted.everyLayer === undefined ? [] : hiddenReadings(tree, sorted, wanted.everyLayer);
  const extras = passes.scans.map((scan) => scan.extras);
  return { tree, extras, reread: passes.reread, readings: byReader(found), hidden, unread };
}

function byReader(readings: readonly VisibleReading[]): Map<string, VisibleReading[]> {
  const groups = new Map<string, VisibleReading[]>();
  for (const visible of [...readings].sort(by(({ path }) => path))) {
    const group = groups.get(visible.reading.reader);
    if (group === undefined) groups.set(visible.reading.reader, [visible]);
    else group.push(visible);
  }
  return groups;
}

function layerOf(
  index: LayerScan['index'],
  diffId: string | undefined,
): { index: LayerScan['index']; diffId?: string } {
  return diffId === undefined ? { index } : { index, diffId };
}

/** A scan that stands for several equal layers is sorted once. */
function tables(scans: readonly LayerScan[]): ReadingTable[] {
  const known = new Map<LayerScan, ReadingTable>();
  return scans.map((scan) => {
    const table = known.get(scan) ?? new ReadingTable(scan.readings);
    known.set(scan, table);
    return table;
  });
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
    for (const reading of new ReadingTable((await passes.reread(layer, { rereads })).readings).all()) {
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
