import { createHash, randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestPlatform, type TestServer, testPlatform, testServer } from '../../testing/index.ts';
import { createDownloadsFeature } from './index.ts';

describe('downloads', () => {
  let platform: TestPlatform;
  let server: TestServer;
  let folder: string;
  let archive: string;
  beforeAll(async () => {
    platform = await testPlatform();
    folder = await mkdtemp(join(tmpdir(), 'gantry-downloads-'));
    archive = join(folder, 'linux-amd64/anchorectl.tar.gz');
    server = await testServer(platform, createDownloadsFeature({ folder }).routes);
  });
  afterAll(async () => {
    await server.close();
    await platform.close();
    await rm(folder, { recursive: true });
  });
  const fetchIt = (pair: string) => server.call('GET', `/system/anchorectl?${pair}`, { permissions: [] });
  const amd64 = 'operating_system=linux&architecture=amd64';
  const put = async (content: Uint8Array) => {
    await mkdir(join(folder, 'linux-amd64'), { recursive: true });
    await writeFile(`${archive}.new`, content);
    await rename(`${archive}.new`, archive);
  };

  it('says what is missing, what is there and how to add it', async () => {
    expect(await fetchIt(amd64)).toMatchObject({
      status: 404,
      body: {
        error_type: 'DOWNLOADS_NOT_BUILT',
        detail: { available: 'none', advice: expect.stringContaining('npm run executable -- amd64') },
      },
    });
  });

  it('hands out the archive, and a newer one from the next call on', async () => {
    for (const size of [700_000, 3, 0]) {
      const content = randomBytes(size);
      await put(content);
      const reply = await fetchIt(amd64);
      expect(reply.status).toBe(200);
      expect(reply.headers).toMatchObject({
        'content-type': 'application/gzip',
        'content-length': String(size),
        etag: `"${createHash('sha256').update(content).digest('hex')}"`,
      });
    }
    expect(await fetchIt('operating_system=linux&architecture=arm64')).toMatchObject({
      status: 404,
      body: { detail: { available: 'linux-amd64' } },
    });
  });

  it.each([
    '',
    'operating_system=linux',
    'architecture=amd64',
    'operating_system=plan9&architecture=amd64',
    'operating_system=linux&architecture=../linux-amd64',
  ])('refuses the query "%s"', async (query) => {
    expect(await fetchIt(query)).toMatchObject({ status: 400, body: { error_type: 'SERVER_BAD_REQUEST' } });
  });
});
