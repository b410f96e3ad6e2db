import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type MadeImage, manifestType } from './made-images.ts';

/** A read-only registry of this process on the loopback address. */
export interface MadeRegistry {
  /** `127.0.0.1:PORT`. */
  readonly host: string;
  /** From now on layers are asked for in vain: a registry that hangs. Settles when one is asked for. */
  stall(): Promise<void>;
  resume(): void;
  close(): void;
}

interface Content {
  readonly bytes: Buffer;
  readonly type: string;
  readonly digest: string;
}

/** Serves images; a layer that one of them misses is not there. */
export async function startMadeRegistry(images: readonly MadeImage[]): Promise<MadeRegistry> {
  const contents = contentsOf(images);
  let stalled: (() => void) | null = null;
  const server = createServer((request, response) => {
    const content = contents.get(request.url ?? '');
    const isLayer = content?.type === 'application/octet-stream';
    if (request.url === '/v2/') response.end('{}');
    else if (content === undefined) response.writeHead(404).end();
    else if (stalled !== null && isLayer) stalled();
    else send(request, response, content);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    stall: () =>
      new Promise((done) => {
        stalled = done;
      }),
    resume: () => {
      stalled = null;
    },
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

function contentsOf(images: readonly MadeImage[]): ReadonlyMap<string, Content> {
  const contents = new Map<string, Content>();
  for (const { repository, tag, digest, manifest, config, layers } of images) {
    const base = `/v2/${repository}`;
    for (const name of [tag, digest])
      contents.set(`${base}/manifests/${name}`, { bytes: manifest, type: manifestType, digest });
    const configDigest = (JSON.parse(manifest.toString()) as { config: { digest: string } }).config.digest;
    contents.set(`${base}/blobs/${configDigest}`, { bytes: config, type: 'application/json', digest: configDigest });
    for (const layer of layers)
      contents.set(`${base}/blobs/${layer.digest}`, { ...layer, type: 'application/octet-stream' });
  }
  return contents;
}

function send(request: IncomingMessage, response: ServerResponse, { bytes, type, digest }: Content): void {
  response.writeHead(200, { 'content-type': type, 'content-length': bytes.length, 'docker-content-digest': digest });
  if (request.method === 'HEAD') response.end();
  else response.end(bytes);
}
