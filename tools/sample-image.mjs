// Makes the sample image of the quickstart: a small OCI image layout with known, planted faults. Nothing in it runs.
import { createHash } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { sampleLayers } from './sample/content.mjs';
import { crc32 } from './sample/crc32.mjs';
import { tarOf } from './sample/tar.mjs';
import { zipOf } from './sample/zip.mjs';

/** Writes the layout into `folder` (emptied first) and gives the number of layers. */
export async function makeSampleImage(folder) {
  await rm(folder, { recursive: true, force: true });
  await mkdir(join(folder, 'blobs', 'sha256'), { recursive: true });
  const layers = [];
  for (const { createdBy, files } of sampleLayers((entries) => zipOf(entries, crc32))) {
    const tar = tarOf(files);
    const blob = await store(folder, gzipSync(tar), 'application/vnd.oci.image.layer.v1.tar+gzip');
    layers.push({ createdBy, blob, diffId: digest(tar) });
  }
  const config = await store(folder, json(configOf(layers)), 'application/vnd.oci.image.config.v1+json');
  const mediaType = 'application/vnd.oci.image.manifest.v1+json';
  const manifest = await store(
    folder,
    json({ schemaVersion: 2, mediaType, config, layers: layers.map((layer) => layer.blob) }),
    mediaType,
  );
  const tagged = { ...manifest, annotations: { 'org.opencontainers.image.ref.name': 'latest' } };
  await writeFile(join(folder, 'index.json'), json({ schemaVersion: 2, manifests: [tagged] }));
  await writeFile(join(folder, 'oci-layout'), json({ imageLayoutVersion: '1.0.0' }));
  return layers.length;
}

function configOf(layers) {
  const created = '2026-01-01T00:00:00Z';
  return {
    architecture: 'amd64',
    os: 'linux',
    created,
    config: {
      User: 'root',
      ExposedPorts: { '22/tcp': {}, '8080/tcp': {} },
      Env: ['PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', 'APP_PASSWORD=not-a-real-password'],
      Cmd: ['java', '-jar', '/app/shop.jar'],
      WorkingDir: '/app',
      Labels: { 'org.opencontainers.image.title': 'quickstart-sample' },
    },
    rootfs: { type: 'layers', diff_ids: layers.map((layer) => layer.diffId) },
    history: [
      ...layers.map(({ createdBy }) => ({ created, created_by: createdBy })),
      { created, created_by: 'USER root', empty_layer: true },
      { created, created_by: 'EXPOSE 22/tcp 8080/tcp', empty_layer: true },
      { created, created_by: 'CMD ["java" "-jar" "/app/shop.jar"]', empty_layer: true },
    ],
  };
}

async function store(folder, bytes, mediaType) {
  const name = digest(bytes);
  await writeFile(join(folder, 'blobs', 'sha256', name.slice(7)), bytes);
  return { mediaType, digest: name, size: bytes.length };
}

const digest = (bytes) => `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
const json = (value) => Buffer.from(JSON.stringify(value));
