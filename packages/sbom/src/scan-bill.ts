import { fileURLToPath } from 'node:url';
import { type Bill, type BillSource, by, type Distro, type Inspection, type Unread, uniqueBy } from '@gantry/core';
import { hashFile } from '@gantry/io/files';
import { collectGarbage, growSlowly } from '@gantry/io/memory';
import { assemble, factsOf } from './cataloging/assemble.ts';
import { type BillFacts, billKey, keepBill, knownBill } from './cataloging/bill-cache.ts';
import { finishPackages } from './cataloging/finish-packages.ts';
import { type Passes, type ScannedArtifact, visibleArtifact } from './cataloging/scan-artifact.ts';
import { assembleDistro, distroReader } from './distro/index.ts';
import type { SquashedTree } from './filetree/squashed-tree.ts';
import { inspectArtifact } from './inspecting/inspect-artifact.ts';
import { inspectionKey, keepInspection, knownInspection } from './inspecting/inspection-cache.ts';
import { type InspectionPlan, planInspection } from './inspecting/plan.ts';
import type { InspectionWish } from './inspecting/wish.ts';
import { type CreateBillOptions, folderPasses, imagePasses, prepareScan, type ScanWork } from './scan-work.ts';
import type { OpenedImage, OpenedPath } from './sources/_shared/source.ts';

/** What was read of an artifact. */
export interface ReadArtifact {
  readonly bill: Bill;
  /** Null when nothing was wished for, or nothing can be inspected: a document holds no files. */
  readonly inspection: Inspection | null;
}

/** The facts of an artifact, whatever it is called. */
interface ArtifactFacts {
  readonly facts: BillFacts;
  readonly inspection: Inspection | null;
}

/**
 * Makes the bill of materials of an image, a folder or a file, and inspects its files as far as wished. A layer that no engine would unpack
 * (damaged, cut, not what its digests say) is a coded error; what was left out for other reasons stands in `unread`.
 */
export async function scanBill(
  opened: OpenedImage | OpenedPath,
  options: CreateBillOptions,
  wish: InspectionWish | null = null,
): Promise<ReadArtifact> {
  const tool = { name: 'gantry', version: options.toolVersion };
  const work = prepareScan(options, await planOf(wish));
  const stop = () => void work.scanner.close();
  options.signal?.addEventListener('abort', stop, { once: true });
  try {
    if (opened.kind === 'image') {
      const { facts, inspection } = withUnread(await imageFacts(opened, work, options), opened.unread ?? []);
      return { bill: { source: opened.source, ...facts, tool }, inspection };
    }
    const source = await pathSource(opened);
    const { facts, inspection } = await artifactFacts(() => folderPasses(opened, work), work);
    return { bill: { source, ...facts, tool }, inspection };
  } catch (error) {
    throw options.signal?.aborted === true ? options.signal.reason : error;
  } finally {
    options.signal?.removeEventListener('abort', stop);
    await work.scanner.close();
  }
}

/** Inspectors load only when something is wished for. */
async function planOf(wish: InspectionWish | null): Promise<InspectionPlan | null> {
  if (wish === null || wish.parts.size === 0) return null;
  const { inspectors } = await import('./inspectors/registry.ts');
  return planInspection(wish, inspectors);
}

/** The facts of an image follow from its layers: known ones need no layer at all, unless somebody wants to see the files. */
async function imageFacts(image: OpenedImage, work: ScanWork, options: CreateBillOptions): Promise<ArtifactFacts> {
  const unknown = options.cache === undefined || options.onFiles !== undefined;
  const engine = unknown ? null : await engineIdentity(options, work.billRevision);
  const read = () => artifactFacts(() => imagePasses(image, work), work);
  if (engine === null) return read();
  const { layers } = image.source;
  const { plan } = work;
  const billAt = billKey(layers, engine);
  const inspectionAt = plan === null ? null : inspectionKey(layers, { engine, revision: work.revision, plan });
  const inspection = inspectionAt === null ? null : await knownInspection(work.cache, inspectionAt);
  const known = inspectionAt !== null && inspection === null ? null : await knownBill(work.cache, billAt);
  if (known !== null) return { facts: known, inspection };
  const found = await read();
  await keepBill(work.cache, billAt, found.facts);
  if (inspectionAt !== null && found.inspection !== null)
    await keepInspection(work.cache, inspectionAt, found.inspection);
  return found;
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

async function artifactFacts(open: () => Promise<Passes>, work: ScanWork): Promise<ArtifactFacts> {
  const artifact = await scanArtifact(open, work);
  work.onFiles?.(artifact.tree);
  await Promise.all(work.writes);
  // Inspectors may want to look again.
  if (work.plan === null) await work.scanner.close();
  collectGarbage();
  const facts = factsOfArtifact(artifact, work);
  if (work.plan === null) return { facts, inspection: null };
  const { distro, packages } = facts;
  const inspection = await inspectArtifact({ artifact, distro, packages, unread: artifact.unread }, work.plan);
  work.signal?.throwIfAborted();
  await Promise.all(work.writes);
  return { facts, inspection: { ...inspection, unread: sortUnread(inspection.unread) } };
}

/** The passes end here, so that their bytes can be forgotten while packages are put together. */
async function scanArtifact(open: () => Promise<Passes>, work: ScanWork): Promise<ScannedArtifact> {
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

function factsOfArtifact(artifact: ScannedArtifact, work: ScanWork): BillFacts {
  const { tree, readings } = artifact;
  const distro = distroOf(artifact);
  const assembled = assemble(work.catalogers, readings, { tree, distro });
  collectGarbage();
  const { packages, relationships } = finishPackages(assembled, tree);
  const unread = [...artifact.unread.filter(({ by: who }) => who !== 'inspection'), ...assembled.unread];
  return { distro, packages, relationships, unread: sortUnread(unread) };
}

function distroOf({ tree, readings }: ScannedArtifact): Distro | null {
  return assembleDistro(realPaths(factsOf<Distro>(readings.get(distroReader.name) ?? []), tree), tree);
}

/** Facts of files behind links under the paths that the links lead to. */
function realPaths<T extends { readonly path: string }>(files: readonly T[], tree: SquashedTree): T[] {
  return files.map((file) => ({ ...file, path: tree.resolve(file.path) ?? file.path }));
}

/** What the source could not open is missing in the bill and in the inspection. */
function withUnread({ facts, inspection }: ArtifactFacts, more: readonly Unread[]): ArtifactFacts {
  return {
    facts: { ...facts, unread: sortUnread([...more, ...facts.unread]) },
    inspection: inspection && { ...inspection, unread: sortUnread([...more, ...inspection.unread]) },
  };
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
