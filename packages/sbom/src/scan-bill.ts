import { basename, dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Bill, type BillSource, by, type Distro, type Unread, uniqueBy } from '@gantry/core';
import { hashFile } from '@gantry/io/files';
import { collectGarbage, growSlowly } from '@gantry/io/memory';
import { catalogers as allCatalogers } from './catalogers/registry.ts';
import { assemble, factsOf } from './cataloging/assemble.ts';
import { type BillFacts, billKey, keepBill, knownBill } from './cataloging/bill-cache.ts';
import type { Cataloger } from './cataloging/define-cataloger.ts';
import { Dispatcher } from './cataloging/dispatcher.ts';
import { finishPackages } from './cataloging/finish-packages.ts';
import { type LayerCache, noCache } from './cataloging/layer-cache.ts';
import { engineRevision } from './cataloging/layer-key.ts';
import { defaultLimits, type ScanLimits } from './cataloging/limits.ts';
import { type LayerReading, readLayers, rereadLayer } from './cataloging/read-layers.ts';
import type { Reader } from './cataloging/reader.ts';
import { type Passes, type ScannedArtifact, visibleArtifact } from './cataloging/scan-artifact.ts';
import type { FolderJob } from './cataloging/scan-folder.ts';
import { inlineScanner, type Scanner } from './cataloging/scanner.ts';
import { WorkerPool } from './cataloging/worker-pool.ts';
import { assembleDistro, distroReader } from './distro/index.ts';
import type { SquashedTree } from './filetree/squashed-tree.ts';
import type { FileTree } from './filetree/types.ts';
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
interface Work extends LayerReading {
  readonly catalogers: readonly Cataloger[];
  readonly readers: readonly Reader[];
  readonly dispatcher: Dispatcher;
  readonly onFiles: CreateBillOptions['onFiles'];
}

/**
 * Makes the bill of materials of an image, a folder or a file. A layer that no engine would unpack (damaged, cut, not what its
 * digests say) is a coded error; what was left out for other reasons stands in `unread`.
 */
export async function scanBill(opened: OpenedImage | OpenedPath, options: CreateBillOptions): Promise<Bill> {
  const tool = { name: 'gantry', version: options.toolVersion };
  const work = prepare(options);
  const stop = () => void work.scanner.close();
  options.signal?.addEventListener('abort', stop, { once: true });
  try {
    if (opened.kind !== 'image')
      return {
        source: await pathSource(opened),
        ...(await artifactFacts(() => folderPasses(opened, work), work)),
        tool,
      };
    const facts = await imageFacts(opened, work, options);
    return { source: opened.source, ...facts, unread: sortUnread([...(opened.unread ?? []), ...facts.unread]), tool };
  } catch (error) {
    throw options.signal?.aborted === true ? options.signal.reason : error;
  } finally {
    options.signal?.removeEventListener('abort', stop);
    await work.scanner.close();
  }
}

/** The facts of an image follow from its layers: known ones need no layer at all, unless somebody wants to see the files. */
async function imageFacts(image: OpenedImage, work: Work, options: CreateBillOptions): Promise<BillFacts> {
  const unknown = options.cache === undefined || options.onFiles !== undefined;
  const engine = unknown ? null : await engineIdentity(options, work.revision);
  if (engine === null) return artifactFacts(() => imagePasses(image, work), work);
  const key = billKey(image.source.layers, engine);
  const known = await knownBill(work.cache, key);
  if (known !== null) return known;
  const facts = await artifactFacts(() => imagePasses(image, work), work);
  await keepBill(work.cache, key, facts);
  return facts;
}

/**
 * What a kept bill depends on besides the layers: the code of the workers and of this file as it was built (both name what they import by
 * content). Null where the code at work has no name: without a built worker.
 */
async function engineIdentity(
  { workerUrl, toolVersion }: CreateBillOptions,
  revision: string,
): Promise<readonly string[] | null> {
  if (workerUrl?.protocol !== 'file:') return null;
  const code = [workerUrl.href, import.meta.url].map((url) => hashFile(fileURLToPath(url)));
  const digests = await Promise.all(code).catch(() => null);
  return digests === null ? null : [toolVersion, revision, ...digests];
}

async function artifactFacts(open: () => Promise<Passes>, work: Work): Promise<BillFacts> {
  const artifact = await scanArtifact(open, work);
  work.onFiles?.(artifact.tree);
  await Promise.all(work.writes);
  await work.scanner.close();
  collectGarbage();
  return factsOfArtifact(artifact, work);
}

/** The passes end here, so that their bytes can be forgotten while packages are put together. */
async function scanArtifact(open: () => Promise<Passes>, work: Work): Promise<ScannedArtifact> {
  const passes = await open();
  if (isHuge(passes)) growSlowly();
  return visibleArtifact(passes, work);
}

/** So many files, or facts of so many packages, that garbage must be kept low. */
function isHuge({ scans }: Passes): boolean {
  const rows = scans.reduce((sum, { index }) => sum + index.rows, 0);
  const bytes = scans.reduce((sum, { readings }) => sum + readings.length, 0);
  return rows > 150_000 || bytes > 32 * 2 ** 20;
}

function prepare(options: CreateBillOptions): Work {
  const catalogers = options.catalogers ?? allCatalogers;
  const readers: Reader[] = [distroReader, ...catalogers];
  const limits = { ...defaultLimits, ...options.limits };
  return {
    catalogers,
    readers,
    limits,
    dispatcher: new Dispatcher(readers, limits.maxFileBytes),
    scanner: scannerFor(readers, limits, options),
    cache: options.cache ?? noCache,
    revision: engineRevision(readers, limits, options.toolVersion),
    progress: options.progress,
    signal: options.signal,
    onFiles: options.onFiles,
    writes: [],
  };
}

function scannerFor(readers: readonly Reader[], limits: ScanLimits, options: CreateBillOptions): Scanner {
  const { workerUrl, workers } = options;
  if (workerUrl === undefined) return inlineScanner(readers);
  return new WorkerPool({
    workerUrl,
    readers: readers.map(({ name }) => name),
    limits,
    ...(workers === undefined ? {} : { workers }),
  });
}

async function imagePasses(image: OpenedImage, work: Work): Promise<Passes> {
  const scans = await readLayers(image.layers, work);
  return {
    scans,
    diffIds: image.layers.map(({ facts }) => facts.diffId),
    reread: (layer, rereads) => {
      const handle = image.layers[layer];
      if (handle === undefined) throw new RangeError(`no layer ${layer}`);
      return rereadLayer(handle, rereads, work);
    },
  };
}

/** A folder, or one file as if it were alone in its folder. */
async function folderPasses(opened: OpenedPath, work: Work): Promise<Passes> {
  const single = opened.kind === 'file';
  const job: FolderJob = {
    kind: 'folder',
    root: single ? dirname(opened.path) : opened.path,
    ...(single ? { file: basename(opened.path) } : {}),
    limits: work.limits,
    skip: [],
  };
  return {
    scans: [await work.scanner.scan(job)],
    diffIds: [],
    reread: (_layer, rereads) => work.scanner.scan({ ...job, rereads }),
  };
}

function factsOfArtifact(artifact: ScannedArtifact, work: Work): BillFacts {
  const { tree, readings } = artifact;
  const distro = distroOf(artifact);
  const assembled = assemble(work.catalogers, readings, { tree, distro });
  collectGarbage();
  const { packages, relationships } = finishPackages(assembled, tree);
  return { distro, packages, relationships, unread: sortUnread([...artifact.unread, ...assembled.unread]) };
}

function distroOf({ tree, readings }: ScannedArtifact): Distro | null {
  return assembleDistro(realPaths(factsOf<Distro>(readings.get(distroReader.name) ?? []), tree), tree);
}

/** Facts of files behind links under the paths that the links lead to. */
function realPaths<T extends { readonly path: string }>(files: readonly T[], tree: SquashedTree): T[] {
  return files.map((file) => ({ ...file, path: tree.resolve(file.path) ?? file.path }));
}

function sortUnread(unread: readonly Unread[]): Unread[] {
  const key = ({ path, layer, by: who, code, because }: Unread) =>
    [path, layer ?? '', who, code, because].join('\u0000');
  return uniqueBy(unread, key).sort(by(({ path }) => path, key));
}

async function pathSource(opened: OpenedPath): Promise<BillSource> {
  const source = { kind: opened.kind, target: opened.target, path: opened.path };
  return opened.kind === 'file' ? { ...source, digest: `sha256:${await hashFile(opened.path)}` } : source;
}
