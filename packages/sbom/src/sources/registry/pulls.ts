import { type Digest, isCodedError, isDigest, type LayerFacts } from '@gantry/core';
import { createTempFolder, type TempFolder } from '@gantry/io/files';
import { download } from '@gantry/io/http';
import { sbomErrors } from '../../errors.ts';
import { type BlobStore, digestOfBytes, documentLimit, verifyBytes } from '../_shared/blob-store.ts';
import type { Descriptor } from '../_shared/descriptor.ts';
import { acceptedManifests, documentType } from '../_shared/media-types.ts';
import type { BlobRef, SourceOptions } from '../_shared/source.ts';
import { createGate } from './gate.ts';
import type { Session } from './session.ts';

/** The blobs of a repository, brought here when they are asked for. */
export interface Pulls {
  /** Fetches the manifest or index of a tag or digest and gives its descriptor. */
  resolve(tagOrDigest: string): Promise<Descriptor>;
  readonly store: BlobStore;
  /** Tells which layers will be asked for, so that progress has a total. */
  expect(layers: readonly LayerFacts[]): void;
  /** Ends what is under way, closes connections, removes what was downloaded. */
  close(): Promise<void>;
}

/** Docker's own number of layers at a time. */
const parallel = 3;

/** The largest layer that is downloaded, in bytes. */
const layerLimit = 64 * 2 ** 30;

/** Makes the blob store of a session. */
export function createPulls(session: Session, options: SourceOptions): Pulls {
  const ending = new AbortController();
  const signalOf = (signal?: AbortSignal): AbortSignal =>
    AbortSignal.any([ending.signal, ...[signal, options.signal].filter((item) => item !== undefined)]);
  const documents = new Map<Digest, Uint8Array>();
  const layers = createLayerPulls(session, options);
  return {
    async resolve(tagOrDigest) {
      const { descriptor, bytes } = await fetchManifest(session, tagOrDigest, signalOf());
      documents.set(descriptor.digest, bytes);
      return descriptor;
    },
    store: {
      read: async (descriptor, signal) =>
        documents.get(descriptor.digest) ?? (await fetchDocument(session, descriptor, signalOf(signal))),
      locate: (descriptor, signal) => layers.locate(descriptor, signalOf(signal)),
    },
    expect: (list) => layers.expect(list),
    async close() {
      ending.abort(sbomErrors.PULL_ENDED());
      await layers.close();
      await session.close();
    },
  };
}

async function fetchManifest(
  session: Session,
  name: string,
  signal: AbortSignal,
): Promise<{ descriptor: Descriptor; bytes: Uint8Array }> {
  const reply = await session.get(`manifests/${name}`, {
    headers: { accept: acceptedManifests.join(', ') },
    accept: [200],
    signal,
  });
  const bytes = await reply.bytes(documentLimit);
  const stated = isDigest(name) ? name : reply.header('docker-content-digest');
  // A digest that was asked for must fit; so must the one that the registry states beside a tag.
  if (isDigest(stated)) verifyBytes(bytes, { digest: stated, size: bytes.length });
  const mediaType = (reply.header('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  const digest = isDigest(stated) ? stated : digestOfBytes(bytes);
  return { bytes, descriptor: { mediaType, digest, size: bytes.length, urls: [], annotations: {} } };
}

/** Manifests and configurations; the caller verifies them. */
async function fetchDocument(session: Session, descriptor: Descriptor, signal: AbortSignal): Promise<Uint8Array> {
  const isManifest = documentType(descriptor.mediaType) !== undefined;
  const path = `${isManifest ? 'manifests' : 'blobs'}/${descriptor.digest}`;
  const headers = isManifest ? { accept: acceptedManifests.join(', ') } : {};
  const reply = await session.get(path, { headers, accept: [200], signal });
  return reply.bytes(Math.min(documentLimit, descriptor.size));
}

interface LayerPulls {
  locate(descriptor: Descriptor, signal: AbortSignal): Promise<BlobRef>;
  expect(layers: readonly LayerFacts[]): void;
  close(): Promise<void>;
}

function createLayerPulls(session: Session, options: SourceOptions): LayerPulls {
  const gate = createGate(parallel);
  const running = new Map<Digest, Promise<BlobRef>>();
  const received = new Map<Digest, number>();
  let folder: Promise<TempFolder> | undefined;
  let total: number | null = null;
  const report = (digest: Digest, bytes: number): void => {
    received.set(digest, bytes);
    const done = [...received.values()].reduce((sum, part) => sum + part, 0);
    options.progress?.({ step: 'pull', done, total, unit: 'bytes' });
  };
  const pull = async (descriptor: Descriptor, signal: AbortSignal): Promise<BlobRef> => {
    folder ??= createTempFolder();
    const path = (await folder).newPath();
    await gate(() =>
      downloadLayer(session, descriptor, { path, signal, onProgress: (bytes) => report(descriptor.digest, bytes) }),
    );
    return { path, offset: 0, length: descriptor.size };
  };
  return {
    locate(descriptor, signal) {
      const { digest } = descriptor;
      const under = running.get(digest) ?? pull(descriptor, signal);
      running.set(digest, under);
      // A failed download may be asked for again.
      under.catch(() => running.delete(digest));
      return under;
    },
    expect(layers) {
      const sizes = new Map(layers.map((layer) => [layer.digest, layer.size]));
      total = [...sizes.values()].reduce((sum, size) => sum + size, 0);
    },
    async close() {
      await Promise.allSettled(running.values());
      await (await folder)?.remove();
    },
  };
}

interface LayerDownload {
  readonly path: string;
  readonly signal: AbortSignal;
  onProgress(bytes: number): void;
}

async function downloadLayer(session: Session, descriptor: Descriptor, wanted: LayerDownload): Promise<void> {
  const { digest, size, urls } = descriptor;
  if (urls.length > 0) throw sbomErrors.LAYER_FOREIGN({ digest });
  const request = (headers: Readonly<Record<string, string>>) =>
    session.get(`blobs/${digest}`, { headers, accept: [200, 206, 416], signal: wanted.signal });
  try {
    await download({ ...wanted, request, size, digest, limit: layerLimit, immutable: true });
  } catch (cause) {
    throw isCodedError(cause) && isMismatch(cause.code)
      ? sbomErrors.BLOB_MISMATCH({ digest, because: cause.message }, { cause })
      : cause;
  }
}

function isMismatch(code: string): boolean {
  return code === 'IO_HTTP_DIGEST' || code === 'IO_HTTP_SIZE' || code === 'IO_HTTP_TOO_LARGE';
}
