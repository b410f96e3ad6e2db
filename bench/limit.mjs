// The limit of reading an image with Node's own zlib and crypto: inflates and SHA-256s every layer (stored and unpacked bytes) in as many
// worker threads as there are cores, and does nothing else. Usage: node bench/limit.mjs OCI_LAYOUT [WORKERS]
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync, readSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { createGunzip } from 'node:zlib';

if (isMainThread) await main(process.argv[2], Number(process.argv[3] ?? availableParallelism()));
else parentPort.on('message', (blob) => inflate(blob).then((done) => parentPort.postMessage(done)));

async function main(layout, workers) {
  const started = performance.now();
  const queue = layersOf(layout).sort((a, b) => b.size - a.size);
  const results = [];
  await Promise.all(Array.from({ length: Math.min(workers, queue.length) }, () => serve(queue, results)));
  const unpacked = results.reduce((sum, { bytes }) => sum + bytes, 0);
  const peak = Math.round(process.resourceUsage().maxRSS / 1024);
  console.log(
    JSON.stringify({
      seconds: Number(((performance.now() - started) / 1000).toFixed(2)),
      layers: results.length,
      unpacked,
      peakMiB: peak,
      workers,
    }),
  );
}

function layersOf(layout) {
  const read = (digest) => JSON.parse(readFileSync(pathOf(layout, digest), 'utf8'));
  const { manifests } = JSON.parse(readFileSync(join(layout, 'index.json'), 'utf8'));
  return read(manifests[0].digest).layers.map(({ digest, size }) => ({ path: pathOf(layout, digest), size }));
}

function pathOf(layout, digest) {
  return join(layout, 'blobs', ...digest.split(':'));
}

async function serve(queue, results) {
  const worker = new Worker(new URL(import.meta.url), { workerData });
  for (let blob = queue.shift(); blob !== undefined; blob = queue.shift()) {
    worker.postMessage(blob);
    const [answer] = await once(worker, 'message');
    results.push(answer);
  }
  await worker.terminate();
}

async function inflate({ path, size }) {
  const stored = createHash('sha256');
  const unpacked = createHash('sha256');
  const gunzip = createGunzip({ chunkSize: 1 << 20 });
  let bytes = 0;
  gunzip.on('data', (chunk) => {
    unpacked.update(chunk);
    bytes += chunk.length;
  });
  const ended = new Promise((resolve, reject) => gunzip.on('end', resolve).on('error', reject));
  const descriptor = openSync(path, 'r');
  const piece = Buffer.allocUnsafeSlow(1 << 22);
  for (let at = 0; at < size; ) {
    const got = readSync(descriptor, piece, 0, piece.length, at);
    at += got;
    stored.update(piece.subarray(0, got));
    await new Promise((resolve) => gunzip.write(piece.subarray(0, got), resolve));
  }
  closeSync(descriptor);
  gunzip.end();
  await ended;
  return { bytes, digests: [stored.digest('hex'), unpacked.digest('hex')] };
}
