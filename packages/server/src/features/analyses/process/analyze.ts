import type { Attachments, Bill, ImageSource, Inspection } from '@gantry/core';
import { diskCache, fetchAttachments, openTarget, readArtifact } from '@gantry/sbom';
import type { AnalysisFacts, AnalysisTask, PulledSource } from '../analyzer.ts';
import { analysisErrors } from '../errors.ts';
import { toWish } from '../inspection-order.ts';
import { fileList } from './file-list.ts';
import { importedBill } from './imported-bill.ts';
import { writeResults } from './results.ts';

/** What the process that reads has at hand. */
export interface ReadingParts {
  /** The built worker for layers; absent: everything runs in this thread. */
  readonly workerUrl?: URL;
  readonly workers?: number;
  readonly signal?: AbortSignal;
}

/** Reads one image and writes its documents into the folder of the task. */
export async function analyze(task: AnalysisTask, parts: ReadingParts): Promise<AnalysisFacts> {
  const { source } = task;
  if (source.kind === 'import') return writeResults(task, { bill: await importedBill(task, source), ...nothingMore });
  return writeResults(task, await pulledImage(task, source, parts));
}

/** An image as it was read. */
export interface ReadImage {
  readonly bill: ImageBill;
  /** The list of its files as JSON; null when it is not known. */
  readonly files: Uint8Array | null;
  /** What was seen in its files; null when nothing was looked at. */
  readonly inspection: Inspection | null;
  /** Signatures and attestations beside it; null when nobody looked. */
  readonly attachments: Attachments | null;
}

/** Uploads hold packages and parts of their own, no files. */
const nothingMore = { files: null, inspection: null, attachments: null };

/** A bill that is about an image. */
export type ImageBill = Bill & { readonly source: ImageSource };

async function pulledImage(task: AnalysisTask, from: PulledSource, parts: ReadingParts): Promise<ReadImage> {
  const reference = `${from.repository}@${task.digest}`;
  const signal = parts.signal === undefined ? {} : { signal: parts.signal };
  let files: Uint8Array | null = null;
  const opened = await openTarget(`registry:${reference}`, { registry: from.registry, ...signal });
  try {
    const { bill, inspection } = await readArtifact(opened, {
      ...toWish(task.inspection),
      toolVersion: task.toolVersion,
      cache: diskCache(task.cacheFolder),
      onFiles: (tree) => {
        files = fileList(tree);
      },
      ...(parts.workerUrl === undefined ? {} : { workerUrl: parts.workerUrl }),
      ...(parts.workers === undefined ? {} : { workers: parts.workers }),
      ...signal,
    });
    const attachments = await fetchAttachments(opened, signal);
    return { bill: withNames(bill, task, reference), files, inspection, attachments };
  } finally {
    await opened.close();
  }
}

/** The bill names the image by its digest: tags move and are kept apart from it. */
function withNames(bill: Bill, { digest, parentDigest }: AnalysisTask, reference: string): ImageBill {
  const { source } = bill;
  const actual = source.kind === 'image' ? source.manifestDigest : source.kind;
  if (source.kind !== 'image' || actual !== digest) throw analysisErrors.OTHER_IMAGE({ actual, digest });
  const index = parentDigest === digest ? {} : { indexDigest: parentDigest };
  return { ...bill, source: { ...source, target: reference, reference, ...index } };
}
