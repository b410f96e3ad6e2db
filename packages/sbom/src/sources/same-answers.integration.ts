import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ImageSource } from '@gantry/core';
import { hashFile } from '@gantry/io/files';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTarget } from './open-target.ts';

const images = process.env['GANTRY_TEST_IMAGES'] ?? '/tmp/gantry-test-images';
const names = ['apk-min', 'tricky', 'distroless-min', 'debian-min'].filter((name) => existsSync(join(images, name)));
const hasSkopeo = spawnSync('skopeo', ['--version']).status === 0;
if (names.length === 0) console.log(`skipped: no test images in ${images} (make-images builds them)`);
if (!hasSkopeo) console.log('skipped: skopeo is not installed');

let work = '';
beforeAll(() => {
  work = mkdtempSync(join(tmpdir(), 'gantry-test-'));
});
afterAll(() => rmSync(work, { recursive: true, force: true }));

async function open(target: string): Promise<{ source: ImageSource; stored: string[] }> {
  const opened = await openTarget(target);
  try {
    if (opened.kind !== 'image') throw new Error(`${target} opened as a ${opened.kind}`);
    const stored: string[] = [];
    for (const layer of opened.layers) {
      const ref = await layer.locate();
      stored.push(`sha256:${await hashFile(ref.path, ref)}`);
    }
    return { source: opened.source, stored };
  } finally {
    await opened.close();
  }
}

function rawOf(reference: string): string {
  return execFileSync('skopeo', ['inspect', '--raw', reference]).toString();
}

function rawManifest(source: ImageSource): string {
  return Buffer.from(source.rawManifest, 'base64').toString();
}

/** What an image is, whatever it is stored in. skopeo rewrites the configuration for Docker: its fields stay. */
function nature(source: ImageSource): unknown {
  const { platform, config, layers } = source;
  return { platform, config, layers: layers.map((layer) => [layer.diffId, layer.createdBy]) };
}

describe.skipIf(!hasSkopeo || names.length === 0)('sources: one image in several containers', () => {
  it.each(names)('%s', async (name) => {
    const layout = await open(`oci-dir:${join(images, name)}`);
    expect(rawManifest(layout.source)).toBe(rawOf(`oci:${join(images, name)}:latest`));
    expect(layout.stored).toEqual(layout.source.layers.map((layer) => layer.digest));
    for (const scheme of ['oci-archive', 'docker-archive']) {
      const file = join(work, `${name}.${scheme}.tar`);
      execFileSync('skopeo', [
        '--insecure-policy',
        'copy',
        '-q',
        `oci:${join(images, name)}:latest`,
        `${scheme}:${file}:${name}:latest`,
      ]);
      const archived = await open(`${scheme}:${file}`);
      if (scheme === 'oci-archive') expect(rawManifest(archived.source)).toBe(rawOf(`oci-archive:${file}`));
      expect(nature(archived.source)).toEqual(nature(layout.source));
      expect(archived.stored).toEqual(archived.source.layers.map((layer) => layer.digest));
      expect(await open(file)).toMatchObject({ source: { imageId: archived.source.imageId } });
      rmSync(file);
    }
  });
});
