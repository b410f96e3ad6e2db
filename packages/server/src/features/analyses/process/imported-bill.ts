import { join } from 'node:path';
import type { Bill } from '@gantry/core';
import { isRecord, listOf } from '@gantry/core/json';
import { readWhole } from '@gantry/io/files';
import { unpackBytes } from '@gantry/io/gzip';
import { sha256Digest } from '@gantry/io/hash';
import { type Format, formats, parseBoundedJson } from '@gantry/sbom';
import type { ImportKind } from '../../imports/ports.ts';
import type { AnalysisTask, ImportedSource } from '../analyzer.ts';
import { analysisErrors } from '../errors.ts';
import type { ImageBill } from './analyze.ts';

/** Unpacked bytes of a part: uploads are bounded, this is against a file that changed. */
const partLimit = 128 * 2 ** 20;

/** Documents of packages nest licences, metadata and the like; nobody nests them deeper. */
const deepest = 1_000;

/** The bill that uploaded parts tell: packages by the document, the image by manifest and configuration. */
export async function importedBill(task: AnalysisTask, from: ImportedSource): Promise<ImageBill> {
  const document = parseBoundedJson(await requiredPart(task, from, 'packages'), 'packages', deepest);
  const manifest = await requiredPart(task, from, 'manifest');
  const config = await requiredPart(task, from, 'image_config');
  const stated = statedSource(document);
  const about = await decodeAbout({ task, from, manifest, config, stated });
  const bill = await decodePackages(document, task.digest);
  return { ...bill, source: about.source, unread: [...about.unread, ...bill.unread] };
}

async function requiredPart(task: AnalysisTask, { parts }: ImportedSource, kind: ImportKind): Promise<Uint8Array> {
  if (!parts.includes(kind)) throw analysisErrors.PARTS_MISSING({ digest: task.digest });
  return unpackBytes(await readWhole(join(task.folder, `part-${kind}.gz`), partLimit), partLimit);
}

/** The packages alone. What the document says of its source is left to the parts that were uploaded for that. */
async function decodePackages(document: unknown, target: string): Promise<Bill> {
  const format = formats.find(({ recognises }) => recognises?.(document) === true) ?? plainSyft(document);
  const decoder = await format?.loadDecoder?.();
  if (format === undefined || decoder === undefined) throw analysisErrors.DOCUMENT_UNKNOWN({ digest: target });
  const about = format.name === 'syft-json' && isRecord(document) ? { ...document, source: null } : document;
  return decoder.decode(about, target);
}

/** The wire asks for less than a whole document: the list of packages makes it one. */
function plainSyft(document: unknown): Format | undefined {
  return Array.isArray(recordOf(document)['artifacts']) ? syftJson() : undefined;
}

function syftJson(): Format {
  const format = formats.find(({ name }) => name === 'syft-json');
  if (format === undefined) throw new Error('the format syft-json is gone');
  return format;
}

interface About {
  readonly task: AnalysisTask;
  readonly from: ImportedSource;
  readonly manifest: Uint8Array;
  readonly config: Uint8Array;
  readonly stated: Json;
}

type Json = Readonly<Record<string, unknown>>;

/** The image as a document's source would have it, completed and decoded as one. */
async function decodeAbout(about: About): Promise<Pick<ImageBill, 'source' | 'unread'>> {
  const { task } = about;
  const source = { type: 'image', metadata: completed(about) };
  const { decode } = (await syftJson().loadDecoder?.()) ?? {};
  const bill = decode?.({ artifacts: [], source }, task.digest);
  if (bill?.source.kind !== 'image') throw analysisErrors.PARTS_MISSING({ digest: task.digest });
  const index = task.parentDigest === task.digest ? {} : { indexDigest: task.parentDigest };
  return { source: { ...bill.source, tags: [], ...index }, unread: bill.unread };
}

function completed({ task, from, manifest, config, stated }: About): Json {
  const settings = jsonObject(config);
  const diffIds = listOf(recordOf(settings['rootfs'])['diff_ids']);
  const stored = listOf(jsonObject(manifest)['layers']).map(recordOf);
  const told = listOf(stated['layers']).map(recordOf);
  const layers = diffIds.map((digest, position) => ({
    digest,
    mediaType: stored[position]?.['mediaType'] ?? told[position]?.['mediaType'] ?? '',
    size: stored[position]?.['size'] ?? told[position]?.['size'] ?? 0,
  }));
  const sizes = layers.map(({ size }) => (typeof size === 'number' ? size : 0));
  return {
    ...stated,
    manifestDigest: task.digest,
    imageID: from.imageId === '' ? sha256Digest(config) : `sha256:${from.imageId}`,
    mediaType: jsonObject(manifest)['mediaType'] ?? stated['mediaType'] ?? '',
    manifest: Buffer.from(manifest).toString('base64'),
    config: Buffer.from(config).toString('base64'),
    architecture: settings['architecture'] ?? stated['architecture'],
    os: settings['os'] ?? stated['os'],
    imageSize: sizes.reduce((sum, size) => sum + size, 0),
    layers: diffIds.length > 0 ? layers : told,
  };
}

/** What the document of packages says of the image, when it is of that kind. */
function statedSource(document: unknown): Json {
  const source = recordOf(recordOf(document)['source']);
  return recordOf(source['metadata'] ?? source['target']);
}

/** A part as an object; what it is not is for the decoder to say. */
function jsonObject(bytes: Uint8Array): Json {
  try {
    return recordOf(parseBoundedJson(bytes, 'part'));
  } catch {
    return {};
  }
}

function recordOf(value: unknown): Json {
  return isRecord(value) ? value : {};
}
