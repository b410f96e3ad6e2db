import { join } from 'node:path';
import { type Bill, canonicalJson } from '@gantry/core';
import { readWhole, writeAtomic } from '@gantry/io/files';
import { packBytes, unpackBytes } from '@gantry/io/gzip';
import { sha256Digest } from '@gantry/io/hash';
import type { Row, Scope } from '../../kernel/db/index.ts';
import type { Platform } from '../../kernel/platform/index.ts';
import { inspectionDocuments } from '../facts/index.ts';
import type { ImportKind, Imports } from '../imports/ports.ts';
import type { Registries } from '../registries/ports.ts';
import type { AnalysisFacts, AnalysisTask, Analyzer, ImportedSource, PulledSource } from './analyzer.ts';
import { analysisErrors } from './errors.ts';
import { importedParts } from './imported-parts.ts';
import { type InspectionOrder, noInspection } from './inspection-order.ts';
import type { KeptLayers } from './layer-cache.ts';
import type { StoredDocument } from './store.ts';
import type { WorkFolders } from './work-folders.ts';

/** What reading an image needs. */
export interface RunParts {
  readonly platform: Platform;
  readonly registries: Registries;
  readonly imports: Imports;
  readonly analyzer: Analyzer;
  readonly layers: KeptLayers;
  readonly folders: WorkFolders;
  /** What the images of an account are looked at for besides packages; absent: for nothing. */
  readonly inspection?: (scope: Scope) => Promise<InspectionOrder>;
}

/** What an analysis brought, in memory. */
export interface ReadImage {
  readonly facts: AnalysisFacts;
  readonly bill: Bill;
  readonly documents: readonly StoredDocument[];
}

/** Has an image read, in a folder that is gone afterwards. Nothing of it is stored. */
export async function readImage(
  parts: RunParts,
  scope: Scope,
  { image, signal }: { readonly image: Row<'image'>; readonly signal: AbortSignal },
): Promise<ReadImage> {
  const folder = await parts.folders.open();
  try {
    const kept: StoredDocument[] = [];
    const source = await sourceOf(parts, scope, { image, folder: folder.path, kept });
    const task: AnalysisTask = {
      account: scope.account,
      digest: image.digest,
      parentDigest: image.parent_digest,
      source,
      folder: folder.path,
      cacheFolder: parts.layers.folder,
      toolVersion: parts.platform.version,
      inspection: (await parts.inspection?.(scope)) ?? noInspection,
    };
    const facts = await parts.analyzer.analyze(task, signal);
    const documents = await writtenDocuments(facts, folder.path);
    return { facts, documents: [...documents, ...kept], bill: await billOf(documents) };
  } finally {
    await folder.remove();
  }
}

interface SourceWish {
  readonly image: Row<'image'>;
  readonly folder: string;
  /** Uploaded parts that are kept as they came. */
  readonly kept: StoredDocument[];
}

async function sourceOf(parts: RunParts, scope: Scope, wish: SourceWish): Promise<PulledSource | ImportedSource> {
  const { digest, repository, origin } = wish.image;
  if (origin === 'import') return importedSource(parts, scope, wish);
  if (repository === null) throw analysisErrors.REPOSITORY_UNKNOWN({ digest });
  const registry = await parts.registries.access(scope, `${repository}@${digest}`);
  return { kind: 'registry', repository, registry };
}

/** Parts that the analysis reads, and those that are kept beside the image. */
const readKinds: ReadonlySet<ImportKind> = new Set(['packages', 'manifest', 'image_config']);
const keptKinds: ReadonlySet<ImportKind> = new Set([
  'parent_manifest',
  'content_searches',
  'secret_searches',
  'file_contents',
]);

async function importedSource(
  parts: RunParts,
  scope: Scope,
  { image, folder, kept }: SourceWish,
): Promise<ImportedSource> {
  const found: ImportKind[] = [];
  for await (const { kind, body, size } of parts.imports.parts(scope, image.digest)) {
    if (readKinds.has(kind)) {
      await writeAtomic(join(folder, `part-${kind}.gz`), [body]);
      found.push(kind);
    }
    if (!keptKinds.has(kind)) continue;
    const bytes = await unpackBytes(body, size);
    kept.push({ kind, body, sha256: sha256Digest(bytes), size }, ...(await asInspection(kind, bytes)));
  }
  return { kind: 'import', parts: found, imageId: image.image_id };
}

/** The upload as the part of an inspection that it stands in for, so that rules see one shape. */
async function asInspection(kind: ImportKind, bytes: Uint8Array): Promise<StoredDocument[]> {
  const uploaded = importedParts[kind];
  if (uploaded === undefined) return [];
  const found = uploaded.read(JSON.parse(Buffer.from(bytes).toString('utf8')));
  const plain = Buffer.from(canonicalJson(found), 'utf8');
  const document = { sha256: sha256Digest(plain), size: plain.length, body: await packBytes(plain) };
  return [{ kind: inspectionDocuments[uploaded.part], ...document }];
}

/** The most bytes of a document, packed. */
const documentLimit = 256 * 2 ** 20;

async function writtenDocuments(facts: AnalysisFacts, folder: string): Promise<readonly StoredDocument[]> {
  const documents: StoredDocument[] = [];
  for (const { kind, file, sha256, size } of facts.documents)
    documents.push({ kind, sha256, size, body: await readWhole(join(folder, file), documentLimit) });
  return documents;
}

async function billOf(documents: readonly StoredDocument[]): Promise<Bill> {
  const stored = documents.find(({ kind }) => kind === 'bill');
  if (stored === undefined) throw analysisErrors.CRASHED({ because: 'it wrote no bill' });
  const bytes = await unpackBytes(stored.body, stored.size);
  return JSON.parse(Buffer.from(bytes).toString('utf8')) as Bill;
}
