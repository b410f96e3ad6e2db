import { join } from 'node:path';
import { failureCode } from '@gantry/core/testing';
import { readRange } from '@gantry/io/files';
import { type LocalServer, startLocalServer, unexpected } from '@gantry/io/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { buildImage, digestOf, dockerSaveFiles, writeFolder } from '../../testing/image-builder.ts';
import { writeTar } from '../../testing/tar-writer.ts';
import { openDocker } from './open.ts';

const layer = writeTar({ 'etc/os-release': 'ID=debian\n' });
const image = buildImage({ layers: [{ tar: layer, compress: 'none' }], docker: true });
const archive = writeTar(dockerSaveFiles({ 'app:1': image }, [layer]));

let folder: { path: string; remove(): Promise<void> };
let daemon: LocalServer;
const host = process.env['DOCKER_HOST'];
beforeAll(async () => {
  folder = await writeFolder({});
  daemon = await startLocalServer(
    (request, response) => {
      if (request.url === '/images/app:1/json') return response.end('{}');
      if (request.url === '/images/app:1/get') return response.end(archive);
      if (request.url === '/images/broken/json') return response.writeHead(500).end();
      if (request.url === '/images/cut/json') return response.end('{}');
      if (request.url === '/images/cut/get') return response.write(archive.subarray(0, 700), () => response.destroy());
      if (request.url === '/images/short/json') return response.end('{}');
      if (request.url === '/images/short/get') return response.end(archive.subarray(0, 700));
      if (request.url === '/images/nope/json') return response.writeHead(404).end();
      return unexpected(request, response);
    },
    { socketPath: join(folder.path, 'docker.sock') },
  );
});
afterAll(async () => {
  await daemon.close();
  await folder.remove();
});
afterEach(() => {
  if (host === undefined) delete process.env['DOCKER_HOST'];
  else process.env['DOCKER_HOST'] = host;
});

describe('sources/docker/open', () => {
  it('opens an image through the socket and leaves nothing behind', async () => {
    process.env['DOCKER_HOST'] = `unix://${folder.path}/docker.sock`;
    const opened = await openDocker('app:1', {});
    expect(opened.source).toMatchObject({
      target: 'app:1',
      reference: 'docker.io/library/app:1',
      tags: ['app:1'],
      imageId: image.config.digest,
    });
    const ref = await opened.layers[0]?.locate();
    expect(ref === undefined ? '' : digestOf(await readRange(ref.path, ref))).toBe(image.diffIds[0]);
    await opened.close();
    expect(await failureCode(() => readRange(ref?.path ?? '', { offset: 0, length: 1 }))).toBe('IO_FILE_MISSING');
  });

  it('reaches a daemon by TCP', async () => {
    const remote = await startLocalServer((request, response) =>
      response.end(request.url?.endsWith('/get') ? archive : '{}'),
    );
    process.env['DOCKER_HOST'] = `tcp://127.0.0.1:${remote.port}`;
    const opened = await openDocker('app:1', {});
    expect(opened.source.imageId).toBe(image.config.digest);
    await opened.close();
    await remote.close();
  });

  it.each([
    ['an image that is not there', 'nope', 'SBOM_DAEMON_IMAGE_MISSING'],
    ['a daemon that fails', 'broken', 'SBOM_DAEMON_FAILED'],
    ['an archive that breaks off', 'cut', 'IO_HTTP_BROKEN'],
    ['an archive that ends early', 'short', 'IO_TAR_TRUNCATED'],
    ['a name with a path in it', '../../containers/json', 'SBOM_REFERENCE_INVALID'],
    ['a name with a query in it', 'app?x', 'SBOM_REFERENCE_INVALID'],
  ])('refuses %s', async (_, name, code) => {
    process.env['DOCKER_HOST'] = `unix://${folder.path}/docker.sock`;
    expect(await failureCode(() => openDocker(name, {}))).toBe(code);
  });

  it.each([
    ['unix:///nowhere/docker.sock', 'SBOM_DAEMON_MISSING'],
    ['tcp://127.0.0.1:9', 'SBOM_DAEMON_MISSING'],
    ['ssh://user@host', 'SBOM_DAEMON_ADDRESS'],
    ['npipe:////./pipe/docker_engine', 'SBOM_DAEMON_ADDRESS'],
    ['nonsense', 'SBOM_DAEMON_ADDRESS'],
  ])('says that there is no daemon at %s', async (address, code) => {
    process.env['DOCKER_HOST'] = address;
    expect(await failureCode(() => openDocker('app:1', {}))).toBe(code);
  });
});
