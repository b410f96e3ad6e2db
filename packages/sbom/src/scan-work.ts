import { basename, dirname } from 'node:path';
import { catalogers as allCatalogers } from './catalogers/registry.ts';
import type { Cataloger } from './cataloging/define-cataloger.ts';
import { Dispatcher } from './cataloging/dispatcher.ts';
import { type LayerCache, noCache } from './cataloging/layer-cache.ts';
import { engineRevision } from './cataloging/layer-key.ts';
import { defaultLimits, type ScanLimits } from './cataloging/limits.ts';
import { type LayerReading, readLayers, rereadLayer } from './cataloging/read-layers.ts';
import type { Reader } from './cataloging/reader.ts';
import type { Passes, Wanted } from './cataloging/scan-artifact.ts';
import type { FolderJob } from './cataloging/scan-folder.ts';
import { inlineScanner, type Scanner } from './cataloging/scanner.ts';
import { WorkerPool } from './cataloging/worker-pool.ts';
import { distroReader } from './distro/index.ts';
import type { FileTree } from './filetree/types.ts';
import type { InspectionPlan } from './inspecting/plan.ts';
import type { OpenedImage, OpenedPath, Progress } from './sources/_shared/source.ts';

/** What the caller hands in. */
export interface CreateBillOptions {
  /** Our own version, for `Bill.tool`. */
  readonly toolVersion: string;
  /** Facts of layers that were read before; default none. */
  readonly cache?: LayerCache;
  /** The built `layer-worker`: without it everything runs in this thread, where a reader that hangs cannot be stopped. */
  readonly workerUrl?: URL;
  /** Worker threads; default one for each core. */
  readonly workers?: number;
  readonly progress?: Progress;
  readonly signal?: AbortSignal;
  /** Default: all. With workers only registered ones. */
  readonly catalogers?: readonly Cataloger[];
  readonly limits?: Partial<ScanLimits>;
  /** Is shown the files of an image, a folder or a file before the bill is put together; the tree is only good during the call. */
  readonly onFiles?: (tree: FileTree) => void;
}

/** Everything the steps share. */
export interface ScanWork extends LayerReading, Wanted {
  readonly catalogers: readonly Cataloger[];
  readonly onFiles: CreateBillOptions['onFiles'];
  /** What is wanted besides the bill; null for nothing. */
  readonly plan: InspectionPlan | null;
  /** The revision of the catalogers alone: what the bill depends on. */
  readonly billRevision: string;
}

/** Lays out the work of a scan. Whoever gets it closes its scanner. */
export function prepareScan(options: CreateBillOptions, plan: InspectionPlan | null): ScanWork {
  const catalogers = options.catalogers ?? allCatalogers;
  const cataloging: Reader[] = [distroReader, ...catalogers];
  const readers = [...cataloging, ...(plan?.readers ?? [])];
  const limits = { ...defaultLimits, ...options.limits };
  return {
    catalogers,
    readers,
    limits,
    dispatcher: new Dispatcher(readers, limits.maxFileBytes),
    scanner: scannerFor(readers, limits, { ...options, readerOptions: plan?.readerOptions }),
    cache: options.cache ?? noCache,
    revision: engineRevision(readers, limits, options.toolVersion),
    billRevision: engineRevision(cataloging, limits, options.toolVersion),
    progress: options.progress,
    signal: options.signal,
    onFiles: options.onFiles,
    writes: [],
    plan,
    extras: plan?.extras,
    everyLayer: plan?.everyLayer,
  };
}

/** Reads the layers of an image. */
export async function imagePasses(image: OpenedImage, work: ScanWork): Promise<Passes> {
  const scans = await readLayers(image.layers, work);
  return {
    scans,
    diffIds: image.layers.map(({ facts }) => facts.diffId),
    reread: (layer, pass) => {
      const handle = image.layers[layer];
      if (handle === undefined) throw new RangeError(`no layer ${layer}`);
      return rereadLayer(handle, pass, work);
    },
  };
}

/** Reads a folder, or one file as if it were alone in its folder. */
export async function folderPasses(opened: OpenedPath, work: ScanWork): Promise<Passes> {
  const single = opened.kind === 'file';
  const job: FolderJob = {
    kind: 'folder',
    root: single ? dirname(opened.path) : opened.path,
    ...(single ? { file: basename(opened.path) } : {}),
    limits: work.limits,
    skip: [],
  };
  const first = work.extras === undefined ? job : { ...job, extras: work.extras };
  return {
    scans: [await work.scanner.scan(first)],
    diffIds: [],
    reread: (_layer, pass) => work.scanner.scan({ ...job, ...pass }),
  };
}

function scannerFor(
  readers: readonly Reader[],
  limits: ScanLimits,
  options: Pick<CreateBillOptions, 'workerUrl' | 'workers'> & {
    readonly readerOptions: Readonly<Record<string, unknown>> | undefined;
  },
): Scanner {
  const { workerUrl, workers, readerOptions } = options;
  if (workerUrl === undefined) return inlineScanner(readers);
  return new WorkerPool({
    workerUrl,
    readers: readers.map(({ name }) => name),
    limits,
    ...(readerOptions === undefined ? {} : { readerOptions }),
    ...(workers === undefined ? {} : { workers }),
  });
}
