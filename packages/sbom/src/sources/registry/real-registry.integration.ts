import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { isCodedError } from '@gantry/core';
import { failureCode } from '@gantry/core/testing';
import { hashFile } from '@gantry/io/files';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SourceOptions } from '../_shared/source.ts';
import { openOciDir } from '../oci-dir/open.ts';
import { openRegistry } from './open.ts';

const shared = process.env['GANTRY_SHARED'] ?? resolve(import.meta.dirname, '../../../../../../shared');
const images = process.env['GANTRY_TEST_IMAGES'] ?? '/tmp/gantry-test-images';
const serve = join(shared, 'tools', 'serve-registry');
const push = join(shared, 'tools', 'push-images');
const hasTools =
  existsSync(serve) && spawnSync('skopeo', ['--version']).status === 0 && existsSync(join(images, 'multi-arch'));
if (!hasTools) console.log(`skipped: needs ${serve}, skopeo and test images in ${images}`);

let port = 0;
let host = '';
const hostile = [
  'config-keys',
  'config-types',
  'diff-id-count',
  'gzip-bomb',
  'index-nested',
  'layers-10000',
  'media-foreign',
  'size-too-small',
  'path-dotdot',
];
let folder = '';

beforeAll(() => {
  if (!hasTools) return;
  folder = mkdtempSync(join(tmpdir(), 'gantry-test-'));
  port = startedPort();
  host = `127.0.0.1:${port}`;
  const pushes = (...more: string[]): void =>
    void execFileSync(push, [String(port), images, '--auth', 'user:pass', ...more], { stdio: 'ignore' });
  pushes('multi-arch', 'app-go-rust', 'tricky', 'apk-min', ...hostile.map((name) => `hostile/${name}`));
  pushes('--format', 'v2s2', '--prefix', 'docker/', 'apk-min');
});

/** Ports below the range that the system gives to outgoing connections; one that is taken costs another try. */
function startedPort(): number {
  const refusals: string[] = [];
  for (let attempt = 0; attempt < 8; attempt += 1) {
    const wanted = 20_000 + ((process.pid * 7 + attempt * 1_511) % 12_000);
    const started = spawnSync(serve, [String(wanted), folder, '--auth', 'user:pass'], { encoding: 'utf8' });
    if (started.status === 0) return wanted;
    refusals.push(started.stderr);
  }
  throw new Error(`no registry could be started: ${refusals.join('; ')}`);
}

afterAll(() => {
  if (folder === '') return;
  spawnSync(serve, ['--stop', folder]);
  rmSync(folder, { recursive: true, force: true });
});

function signedIn(more: SourceOptions = {}): SourceOptions {
  return { ...more, registry: { username: 'user', password: 'pass', dockerConfig: folder } };
}

async function stored(target: string, options: SourceOptions): Promise<string[]> {
  const opened = await openRegistry(target, options);
  try {
    const refs = await Promise.all(opened.layers.map((layer) => layer.locate()));
    return await Promise.all(refs.map(async (ref) => `sha256:${await hashFile(ref.path, ref)}`));
  } finally {
    await opened.close();
  }
}

async function outcome(open: () => Promise<{ close(): Promise<void> }>): Promise<string> {
  try {
    await (await open()).close();
    return 'opened';
  } catch (error) {
    return isCodedError(error) ? error.code : `uncoded: ${String(error)}`;
  }
}

describe.skipIf(!hasTools)('sources/registry: a real registry', () => {
  it.each(['apk-min', 'tricky', 'app-go-rust'])('%s is what lies in the layout', async (name) => {
    const pulled = await openRegistry(`${host}/${name}:latest`, signedIn());
    const layout = await openOciDir(join(images, name), {});
    const { target: _, reference, tags, repoDigests, ...facts } = pulled.source;
    expect(facts).toEqual({ ...layout.source, target: undefined, tags: undefined, repoDigests: undefined });
    expect([reference, tags, repoDigests]).toEqual([
      `${host}/${name}:latest`,
      [`${host}/${name}:latest`],
      [`${host}/${name}@${layout.source.manifestDigest}`],
    ]);
    await pulled.close();
    expect(await stored(`${host}/${name}:latest`, signedIn())).toEqual(
      layout.source.layers.map((layer) => layer.digest),
    );
  });

  it('pulls Docker manifests', async () => {
    const opened = await openRegistry(`${host}/docker/apk-min`, signedIn());
    expect(opened.source.mediaType).toBe('application/vnd.docker.distribution.manifest.v2+json');
    await opened.close();
  });

  it.each(['linux/amd64', 'linux/arm64/v8', 'linux/s390x'])(
    'multi-arch for %s as from the layout',
    async (platform) => {
      const open = async (
        from: () => Promise<{ source: { manifestDigest: string }; close(): Promise<void> }>,
      ): Promise<string> => {
        const opened = await from();
        await opened.close();
        return opened.source.manifestDigest;
      };
      const pulled = await open(() => openRegistry(`${host}/multi-arch`, signedIn({ platform }))).catch(
        (error: { code: string }) => error.code,
      );
      const layout = await open(() => openOciDir(join(images, 'multi-arch'), { platform })).catch(
        (error: { code: string }) => error.code,
      );
      expect(pulled).toBe(layout);
    },
  );

  it('refuses an attestation that is named by its digest', async () => {
    const auth = Buffer.from('user:pass').toString('base64');
    const accept = 'application/vnd.oci.image.index.v1+json';
    const reply = await fetch(`http://${host}/v2/multi-arch/manifests/latest`, {
      headers: { authorization: `Basic ${auth}`, accept },
    });
    const { manifests } = (await reply.json()) as { manifests: { digest: string; annotations?: object }[] };
    const digest = manifests.find((entry) => entry.annotations !== undefined)?.digest;
    expect(await failureCode(() => stored(`${host}/multi-arch@${digest}`, signedIn()))).toBe('SBOM_ATTESTATION');
  });

  it('is refused without the password', async () => {
    expect(await failureCode(() => stored(`${host}/apk-min`, { registry: { dockerConfig: folder } }))).toBe(
      'SBOM_PULL_DENIED',
    );
    expect(await failureCode(() => stored(`${host}/nope`, signedIn()))).toBe('SBOM_PULL_MISSING');
  });

  it.each(hostile)('hostile/%s ends as from the layout', async (name) => {
    const pulled = await outcome(() => openRegistry(`${host}/hostile/${name}`, signedIn()));
    // What the registry refused to take cannot be pulled.
    if (pulled !== 'SBOM_PULL_MISSING')
      expect(pulled).toBe(await outcome(() => openOciDir(join(images, 'hostile', name), {})));
  });
});
