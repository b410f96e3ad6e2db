// Variants of an image of an OCI layout: one layer gets another file, so that digest and layer are new and the rest is shared.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';

/** Pushes variants of the image of a layout as `HOST/NAME:v1…` to a registry without TLS; the base layers go up once. */
export async function pushVariants({ layout, host, name, count }) {
  const image = readImage(layout);
  for (const { digest } of image.manifest.layers) await pushBlob({ host, name, digest, bytes: blob(layout, digest) });
  for (let number = 1; number <= count; number += 1) await pushVariant({ image, host, name, number });
}

function readImage(layout) {
  const index = JSON.parse(readFileSync(join(layout, 'index.json'), 'utf8'));
  const manifest = JSON.parse(blob(layout, index.manifests[0].digest));
  const config = JSON.parse(blob(layout, manifest.config.digest));
  const smallest = manifest.layers.reduce((best, { size }, at) => (size < manifest.layers[best].size ? at : best), 0);
  return { manifest, config, at: smallest, tar: gunzipSync(blob(layout, manifest.layers[smallest].digest)) };
}

async function pushVariant({ image, host, name, number }) {
  const tar = withFile(image.tar, `variant-${number}.txt`, `variant ${number}\n`);
  const layer = gzipSync(tar, { level: 1 });
  const config = structuredClone(image.config);
  config.rootfs.diff_ids[image.at] = digestOf(tar);
  const configBytes = Buffer.from(JSON.stringify(config));
  const manifest = structuredClone(image.manifest);
  manifest.layers[image.at] = { ...manifest.layers[image.at], digest: digestOf(layer), size: layer.length };
  manifest.config = { ...manifest.config, digest: digestOf(configBytes), size: configBytes.length };
  await pushBlob({ host, name, digest: digestOf(layer), bytes: layer });
  await pushBlob({ host, name, digest: digestOf(configBytes), bytes: configBytes });
  await put(
    `http://${host}/v2/${name}/manifests/v${number}`,
    Buffer.from(JSON.stringify(manifest)),
    manifest.mediaType ?? 'application/vnd.oci.image.manifest.v1+json',
  );
}

/** The tar with one more regular file at its end. */
function withFile(tar, path, text) {
  const header = Buffer.alloc(512);
  header.write(path, 0);
  header.write('0000644\0', 100);
  header.write('0000000\0', 108);
  header.write('0000000\0', 116);
  header.write(`${text.length.toString(8).padStart(11, '0')}\0`, 124);
  header.write('00000000000\0', 136);
  header.write('        ', 148);
  header.write('0ustar\x0000', 156);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  const content = Buffer.alloc(512);
  content.write(text);
  return Buffer.concat([tar.subarray(0, endOf(tar)), header, content, Buffer.alloc(1024)]);
}

/** Where the zero blocks at the end begin. */
function endOf(tar) {
  let end = tar.length - (tar.length % 512);
  while (end >= 512 && tar.subarray(end - 512, end).every((byte) => byte === 0)) end -= 512;
  return end;
}

async function pushBlob({ host, name, digest, bytes }) {
  const there = await fetch(`http://${host}/v2/${name}/blobs/${digest}`, { method: 'HEAD' });
  if (there.ok) return;
  const begun = await fetch(`http://${host}/v2/${name}/blobs/uploads/`, { method: 'POST' });
  const place = new URL(begun.headers.get('location'), `http://${host}`);
  place.searchParams.set('digest', digest);
  await put(place.href, bytes, 'application/octet-stream');
}

async function put(url, bytes, type) {
  const answer = await fetch(url, { method: 'PUT', headers: { 'content-type': type }, body: bytes });
  if (!answer.ok) throw new Error(`PUT ${url}: ${answer.status} ${await answer.text()}`);
}

function blob(layout, digest) {
  return readFileSync(join(layout, 'blobs', ...digest.split(':')));
}

function digestOf(bytes) {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}
