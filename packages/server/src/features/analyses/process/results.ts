import { join } from 'node:path';
import { canonicalJson } from '@gantry/core';
import { writeAtomic } from '@gantry/io/files';
import { packBytes } from '@gantry/io/gzip';
import { sha256Digest } from '@gantry/io/hash';
import { reconstructDockerfile } from '@gantry/policy';
import { inspectionDocuments } from '../../facts/index.ts';
import type { AnalysisFacts, AnalysisTask, WrittenDocument } from '../analyzer.ts';
import { analysisErrors } from '../errors.ts';
import type { ReadImage } from './analyze.ts';

/** The most bytes of a bill: the server reads it as a whole. */
const billLimit = 256 * 2 ** 20;

/** Packages of one image: they are stored in one step, during which the embedded database serves nobody else. */
const mostPackages = 50_000;

/** Writes the bill, the list of files and the raw documents of the image; tells what the server's rows need. */
export async function writeResults(task: AnalysisTask, read: ReadImage): Promise<AnalysisFacts> {
  const { bill, files, attachments } = read;
  const { source, distro } = bill;
  const count = bill.packages.length;
  if (count > mostPackages) throw analysisErrors.PACKAGES_TOO_MANY({ count, limit: mostPackages });
  const text = Buffer.from(canonicalJson(bill), 'utf8');
  if (text.length > billLimit) throw analysisErrors.BILL_TOO_LARGE({ size: text.length, limit: billLimit });
  const documents = [
    await write(task, 'bill', text),
    await write(task, 'manifest', Buffer.from(source.rawManifest, 'base64')),
    await write(task, 'config', Buffer.from(source.rawConfig, 'base64')),
    ...(files === null ? [] : [await write(task, 'files', files)]),
    ...(await writeInspection(task, read)),
    ...(attachments === null ? [] : [await write(task, 'attachments', jsonBytes(attachments))]),
  ];
  return {
    imageId: source.imageId.replace(/^sha256:/, ''),
    arch: source.platform.architecture,
    distro: distro?.id ?? null,
    distroVersion: distro?.version ?? null,
    size: source.size,
    layers: source.layers.map(({ digest, diffId }) => ({ layer_digest: digest, diff_id: diffId })),
    guessedDockerfile: reconstructDockerfile(source).text,
    documents,
  };
}

/** One document a part: rules read only those that they need. */
async function writeInspection(task: AnalysisTask, { inspection }: ReadImage): Promise<WrittenDocument[]> {
  if (inspection === null) return [];
  const documents: WrittenDocument[] = [];
  for (const [part, kind] of Object.entries(inspectionDocuments)) {
    const found = inspection[part as keyof typeof inspectionDocuments];
    if (found !== null) documents.push(await write(task, kind, jsonBytes(found)));
  }
  return documents;
}

function jsonBytes(value: unknown): Uint8Array {
  return Buffer.from(canonicalJson(value), 'utf8');
}

async function write({ folder }: AnalysisTask, kind: string, bytes: Uint8Array): Promise<WrittenDocument> {
  const file = `${kind}.gz`;
  await writeAtomic(join(folder, file), [await packBytes(bytes)]);
  return { kind, file, sha256: sha256Digest(bytes), size: bytes.length };
}
