import { defineErrors } from '@gantry/core';
import { aBill, aConfig, anArchive, anImage, aPackage } from '@gantry/policy/testing';
import { formats } from '@gantry/sbom';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scoped } from '../../kernel/db/index.ts';
import { type TestPlatform, type TestServer, testPlatform, testServer } from '../../testing/index.ts';
import type { DocumentKind } from '../images/ports.ts';
import { createContentFeature } from './index.ts';
import type { ContentImages } from './service.ts';

const missing = defineErrors('IMAGE', { NOT_FOUND: { kind: 'missing', says: 'no image {digest}', advice: '' } });

const pulled = `sha256:${'a'.repeat(64)}`;
const imported = `sha256:${'b'.repeat(64)}`;
const manifest = '{"schemaVersion":2}';
const layer = { digest: pulled, diffId: pulled, mediaType: 'm', size: 77 } as const;

const bill = aBill(
  [
    aPackage('deb', 'libc6', {
      version: '2.36-9',
      purl: 'pkg:deb/debian/libc6@2.36-9',
      licenses: [{ value: 'GPL-2', spdx: 'GPL-2.0-only', type: 'declared' }],
      path: '/var/lib/dpkg/status',
      metadata: {
        kind: 'deb',
        architecture: 'amd64',
        source: 'glibc',
        sourceVersion: '2.36-9',
        maintainer: 'GNU Libc Maintainers',
        installedSizeKib: 2,
        files: [{ path: '/lib/libc.so' }],
      },
    }),
    aPackage('npm', 'left-pad', { version: null, licenses: [{ value: 'whatever', spdx: null, type: 'declared' }] }),
    anArchive('log4j', '/app/log4j.war', {
      metadata: {
        kind: 'maven',
        virtualPath: '/app/log4j.war',
        coordinatesFrom: 'pom.properties',
        manifest: { 'Implementation-Version': '2.0' },
      },
    }),
    aPackage('unknown', 'zlib', { metadata: { kind: 'unknown', type: 'conan' } }),
  ],
  {
    source: anImage({
      manifestDigest: pulled,
      tags: ['docker.io/library/app:1'],
      layers: [layer],
      rawManifest: Buffer.from(manifest).toString('base64'),
      config: aConfig({
        user: 'app',
        history: [
          { createdBy: 'ADD rootfs.tar /', created: '2026-01-01T00:00:00Z', emptyLayer: false },
          { createdBy: 'USER app', emptyLayer: true },
        ],
      }),
    }),
  },
);

const hit = { line_offset: 0, seek_position: 9, length: 3 };
const searches = [
  {
    location: { path: '/etc/app.conf' },
    content_searches: [
      { ...hit, classification: 'AWS', line_number: 3 },
      { ...hit, classification: 'AWS', line_number: 9 },
      { ...hit, classification: 'KEY', line_number: 4 },
    ],
  },
];
const documents: Readonly<Record<string, unknown>> = {
  secret_searches: searches,
  content_searches: [],
  file_contents: [{ location: { path: '/etc/hostname' }, contents: 'YXBw' }],
  files: [
    { filename: '/etc/hostname', type: 'file', mode: '0644', size: 4, uid: 0, gid: 0, sha256: null, linkdest: null },
  ],
};

describe('content', () => {
  let platform: TestPlatform;
  let server: TestServer;
  const get = (path: string, digest = pulled, more: { account?: string; headers?: Record<string, string> } = {}) =>
    server.call('GET', `/images/${digest}/${path}`, more);
  beforeAll(async () => {
    platform = await testPlatform();
    for (const [digest, origin] of [
      [pulled, 'registry'],
      [imported, 'import'],
    ] as const) {
      await scoped(platform.db, 'team-a')
        .insert('image', {
          digest,
          parent_digest: digest,
          image_id: 'i',
          status: 'active',
          analysis_status: 'analyzed',
          analysis_history: '[]',
          annotations: '{}',
          analyzed_at: '2026-01-02T00:00:00Z',
          sbom_digest: `sha256:bill-${origin}`,
          dockerfile: origin === 'import' ? 'FROM debian:12\n' : null,
          origin,
        })
        .execute();
    }
    const images: ContentImages = {
      analyzed: async (scope, digest) => {
        const row = await scope.select('image').selectAll().where('image.digest', '=', digest).executeTakeFirst();
        if (row === undefined) throw missing.NOT_FOUND({ digest });
        return row;
      },
      bill: async () => bill,
      documents: async (_scope, digest) =>
        new Map(digest === imported ? Object.keys(documents).map((kind) => [kind as DocumentKind, 'sha256:x']) : []),
      document: async (_scope, digest, kind) =>
        digest === imported && kind in documents ? Buffer.from(JSON.stringify(documents[kind])) : null,
    };
    server = await testServer(platform, createContentFeature({ platform, images }).routes);
  });
  afterAll(async () => {
    await server.close();
    await platform.close();
  });

  it('lists the types that were looked for, and parts only where they were collected', async () => {
    const always = ['conan', 'gem', 'go', 'java', 'licenses', 'npm', 'nuget', 'os', 'php-composer', 'python', 'rust'];
    expect((await get('content')).body).toEqual(always);
    const parts = ['content_search', 'files', 'retrieved_files', 'secret_search'];
    expect((await get('content', imported)).body).toEqual([...always, ...parts].sort());
  });

  it('counts packages by type; nothing found is a zero, nothing looked for is not there', async () => {
    const { body } = await get('content-summary');
    const items = (body as { items: { content_type: string; display_name: string; count: number }[] }).items;
    expect(Object.fromEntries(items.map(({ content_type, count }) => [content_type, count]))).toMatchObject({
      os: 1,
      npm: 1,
      java: 1,
      conan: 1,
      gem: 0,
    });
    expect(items.find(({ content_type }) => content_type === 'os')?.display_name).toBe('OS');
    expect(items.map(({ content_type }) => content_type)).not.toContain('malware');
  });

  it.each([
    [
      'os',
      {
        package: 'libc6',
        version: '2.36-9',
        type: 'dpkg',
        size: '2048',
        origin: 'GNU Libc Maintainers',
        licenses: ['GPL-2.0-only'],
        location: '/var/lib/dpkg/status',
        purl: 'pkg:deb/debian/libc6@2.36-9',
        metadata_type: 'deb',
        metadata: { architecture: 'amd64', source: 'glibc' },
      },
    ],
    ['npm', { package: 'left-pad', type: 'npm', licenses: ['whatever'] }],
    ['conan', { package: 'zlib', type: 'conan' }],
    ['java', { package: 'log4j', type: 'java-war', 'implementation-version': '2.0', 'maven-version': '1.0.0' }],
  ])('lists packages of type %s', async (type, expected) => {
    const { status, body } = await get(`content/${type}`);
    expect([status, body]).toMatchObject([200, { image_digest: pulled, content_type: type, content: [expected] }]);
  });

  it('an ecosystem without packages is empty, an unknown one is not found', async () => {
    expect((await get('content/gem')).body).toMatchObject({ content: [] });
    expect(await get('content/cobol')).toMatchObject({ status: 404, body: { error_type: 'CONTENT_TYPE_UNKNOWN' } });
    expect((await get('content/npm')).text).not.toContain('"version":null');
  });

  it('licences as they are stated, with the SPDX identifier where there is one', async () => {
    const { body } = await get('content/licenses');
    expect(body).toMatchObject({
      items: [
        {
          package: { name: 'libc6', type: 'dpkg' },
          licenses: [{ license_id: 'GPL-2.0-only', license_name: 'GPL-2', source: 'sbom' }],
        },
        { package: { name: 'left-pad' }, licenses: [{ license_name: 'whatever' }] },
        { licenses: [] },
        { licenses: [] },
      ],
    });
  });

  it('malware was not looked for, and that is what the reply says', async () => {
    const { body } = await get('content/malware');
    expect(body).toMatchObject({ content: [{ enabled: false, metadata: { status: 'not_scanned' } }] });
    expect(body).not.toHaveProperty('content.0.findings');
  });

  it.each(['content/files', 'artifacts/file-content-search', 'artifacts/secret-search', 'artifacts/retrieved-files'])(
    '%s says when nothing was collected',
    async (path) => {
      expect(await get(path)).toMatchObject({ status: 404, body: { error_type: 'CONTENT_NOT_COLLECTED' } });
    },
  );

  it.each([
    ['content/files', { content_type: 'files', content: [{ filename: '/etc/hostname', size: 4 }] }],
    ['artifacts/file-content-search', []],
    [
      'artifacts/secret-search',
      [
        {
          path: '/etc/app.conf',
          matches: [
            { name: 'AWS', lines: [3, 9] },
            { name: 'KEY', lines: [4] },
          ],
        },
      ],
    ],
    ['artifacts/retrieved-files', [{ path: '/etc/hostname', b64_content: 'YXBw' }]],
  ])('%s gives what an import brought', async (path, expected) => {
    expect(await get(path, imported)).toMatchObject({ status: 200, body: expected });
  });

  it('metadata comes in base64', async () => {
    const text = async (type: string, digest = pulled) => {
      const { body } = await get(`metadata/${type}`, digest);
      expect(body).toMatchObject({ image_digest: digest, metadata_type: type });
      return Buffer.from((body as { metadata: string }).metadata, 'base64').toString('utf8');
    };
    expect((await get('metadata')).body).toEqual(['manifest', 'docker_history', 'dockerfile']);
    expect(await text('manifest')).toBe(manifest);
    expect(await text('dockerfile')).toContain('USER app');
    expect(await text('dockerfile', imported)).toBe('FROM debian:12\n');
    expect(JSON.parse(await text('docker_history'))).toMatchObject([
      { CreatedBy: 'USER app', Size: 0, Tags: ['docker.io/library/app:1'] },
      { CreatedBy: 'ADD rootfs.tar /', Size: 77, Created: 1_767_225_600, Id: '<missing>' },
    ]);
    expect(await get('metadata/constructor')).toMatchObject({
      status: 404,
      body: { error_type: 'CONTENT_METADATA_UNKNOWN' },
    });
  });

  it.each(['native-json', 'cyclonedx-json', 'spdx-json'])('serves the SBOM as %s, the same each time', async (name) => {
    const first = await get(`sboms/${name}`);
    expect([first.status, first.headers['content-type']]).toEqual([200, expect.stringContaining('application/json')]);
    const format = formats.find((one) => one.recognises?.(first.body));
    const read = (await format?.loadDecoder?.())?.decode(first.body, 'test');
    expect(read?.packages.map((one) => one.name).sort()).toEqual(['left-pad', 'libc6', 'log4j', 'zlib']);
    platform.setTime('2026-02-02T00:00:00Z');
    const etag = String(first.headers['etag']);
    const second = await get(`sboms/${name}`);
    expect([second.text, second.headers['etag']]).toEqual([first.text, etag]);
    for (const known of [etag, `W/${etag}`, `"x", ${etag}`])
      expect(await get(`sboms/${name}`, pulled, { headers: { 'if-none-match': known } })).toMatchObject({
        status: 304,
        text: '',
      });
    expect((await get(`sboms/${name}`, imported, { headers: { 'if-none-match': etag } })).status).toBe(200);
  });

  it.each([
    'content',
    'content-summary',
    'content/npm',
    'content/malware',
    'metadata',
    'metadata/manifest',
    'sboms/spdx-json',
  ])('%s of an image of another account is not there', async (path) => {
    expect(await get(path, pulled, { account: 'team-b' })).toMatchObject({
      status: 404,
      body: { error_type: 'IMAGE_NOT_FOUND' },
    });
  });
});
