import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { FakeRoutes } from '../../testing/fake-server.ts';
import { useServerCalls } from '../../testing/server-calls.ts';
import { tagFor, targetOf } from './import-image.ts';

const server = useServerCalls();
const place = server.folder;

function file(name: string, text: string): string {
  const path = join(place, name);
  writeFileSync(path, text);
  return path;
}

const digest = `sha256:${'a'.repeat(64)}`;
const image = (analysis_status: string) => ({
  body: {
    image_digest: digest,
    analysis_status,
    image_status: 'active',
    image_detail: [{ full_tag: 'docker.io/library/app:1', image_id: 'c' }],
  },
});
const added: FakeRoutes = { 'POST /v2/images': image('not_analyzed') };
const analyzed: FakeRoutes = {
  ...added,
  [`GET /v2/images/${digest}`]: [image('not_analyzed'), image('analyzing'), image('analyzed')],
};

describe('image add: the server pulls', () => {
  it('sends the full name and prints the image', async () => {
    const { status, terminal } = await server.call(['image', 'add', 'app:1'], added);
    expect(status).toBe(0);
    expect(server.asked()).toEqual(['POST /v2/images?force=false&auto_subscribe=true']);
    expect(server.sent('POST /v2/images')).toEqual({
      image_type: 'docker',
      source: { tag: { pull_string: 'docker.io/library/app:1' } },
    });
    expect(terminal.stdout).toContain(`Digest: ${digest}\n`);
  });

  it.each([
    [['-n', '--force'], {}, 'force=true&auto_subscribe=false'],
    [[], { GANTRY_IMAGE_NO_AUTO_SUBSCRIBE: 'true', ANCHORECTL_IMAGE_FORCE: '1' }, 'force=true&auto_subscribe=false'],
    [[], { GANTRY_IMAGE_NO_AUTO_SUBSCRIBE: 'false' }, 'force=false&auto_subscribe=true'],
  ])('flags and variables: %j %j', async (flags, env, query) => {
    await server.call(['image', 'add', 'app:1', ...flags], added, { env });
    expect(server.last().path).toBe(`/v2/images?${query}`);
  });

  it('annotations and the Dockerfile go with it', async () => {
    const path = file('Dockerfile', 'FROM x\n');
    await server.call(['image', 'add', 'app:1', '--annotation', 'team=a=b', '--annotation', 'x=', '-d', path], added);
    expect(server.sent('POST /v2/images')).toMatchObject({
      annotations: { team: 'a=b', x: '' },
      source: { tag: { dockerfile: Buffer.from('FROM x\n').toString('base64') } },
    });
  });

  it('a digest needs a tag beside it', async () => {
    await server.call(['image', 'add', `app:1@${digest}`], added);
    expect(server.sent('POST /v2/images')).toMatchObject({
      source: { digest: { pull_string: `docker.io/library/app@${digest}`, tag: 'docker.io/library/app:1' } },
    });
    expect((await server.call(['image', 'add', `app@${digest}`], added)).code).toBe('CLI_NO_TAG_TO_ADD');
  });

  it.each([
    ['--annotation', 'CLI_BAD_PAIR', ['--annotation', 'x']],
    ['--get', 'CLI_BAD_OPTION', ['--get', 'everything']],
    ['--get all', 'CLI_BAD_PAIR', ['--get', 'all']],
    ['--dockerfile', 'IO_FILE_MISSING', ['-d', '/nowhere/Dockerfile']],
  ])('a bad %s fails before anything is sent', async (_what, code, flags) => {
    expect((await server.call(['image', 'add', 'app:1', ...flags], added)).code).toBe(code);
    expect(server.asked()).toEqual([]);
  });

  it('--wait looks until it is analyzed, with progress for people', async () => {
    const { terminal } = await server.call(['image', 'add', 'app:1', '--wait'], analyzed, { interactive: true });
    expect(terminal.stdout).toContain('Analysis: analyzed\n');
    expect(server.asked().filter((one) => one.startsWith('GET'))).toHaveLength(3);
    expect(terminal.stderr).toContain('app:1: waiting its turn');
    expect((await server.call(['image', 'add', 'app:1', '-w'], analyzed)).terminal.stderr).toBe('');
  });

  it('--wait: a failed analysis says why', async () => {
    const routes = {
      ...added,
      [`GET /v2/images/${digest}`]: image('analysis_failed'),
      'GET /v2/events': { body: { results: [{ event: { message: 'the layer is damaged' } }] } },
    };
    const ended = await server.call(['image', 'add', 'app:1', '--wait'], routes);
    expect([ended.status, ended.code]).toEqual([3, 'CLI_ANALYSIS_FAILED']);
    expect(ended.message).toContain('app:1: the layer is damaged');
    const silent = await server.call(['image', 'add', 'app:1', '--wait'], {
      ...routes,
      'GET /v2/events': { status: 403 },
    });
    expect(silent.code).toBe('CLI_ANALYSIS_FAILED');
  });

  it('--wait outlives a server that is started anew', async () => {
    const away = { status: 503 };
    const routes = {
      ...added,
      [`GET /v2/images/${digest}`]: [image('analyzing'), away, away, away, image('analyzed')],
    };
    expect((await server.call(['image', 'add', 'app:1', '--wait'], routes)).status).toBe(0);
    const gone = { ...added, [`GET /v2/images/${digest}`]: [image('analyzing'), { status: 404 }] };
    expect((await server.call(['image', 'add', 'app:1', '--wait'], gone)).code).toBe('HTTP_404');
  });

  it('--timeout ends the waiting', async () => {
    const routes = { ...added, [`GET /v2/images/${digest}`]: image('analyzing') };
    const ended = await server.call(['image', 'add', 'app:1', '-w', '--timeout', '1'], routes);
    expect([ended.status, ended.code]).toEqual([3, 'CLI_WAITED_TOO_LONG']);
  });

  it('--get waits, then fetches', async () => {
    const routes = {
      ...analyzed,
      [`GET /v2/images/${digest}/sboms/spdx-json`]: { body: { spdxVersion: 'SPDX-2.3' } },
      [`GET /v2/images/${digest}/check`]: { body: { evaluations: [] } },
    };
    const path = join(place, 'bom.spdx.json');
    const words = ['image', 'add', 'app:1', '-g', `sbomspdx=${path}`, '-g', 'policy-evaluation'];
    const { terminal } = await server.call(words, routes);
    expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual({ spdxVersion: 'SPDX-2.3' });
    expect(terminal.stdout).toContain('"evaluations": []');
    expect(decodeURIComponent(server.last().path)).toContain('tag=docker.io/library/app:1');
  });
});

const manifest = JSON.stringify({ schemaVersion: 2, config: { digest: `sha256:${'c'.repeat(64)}` }, layers: [] });
const config = JSON.stringify({ architecture: 'amd64', os: 'linux', rootfs: { type: 'layers', diff_ids: [] } });
const document = {
  artifacts: [
    {
      id: '1',
      name: 'zlib',
      version: '1',
      type: 'deb',
      locations: [],
      licenses: [],
      language: '',
      cpes: [],
      purl: 'pkg:deb/debian/zlib@1',
    },
  ],
  artifactRelationships: [],
  source: {
    id: 'x',
    type: 'image',
    name: 'app',
    version: digest,
    metadata: {
      userInput: 'app:1',
      imageID: `sha256:${'c'.repeat(64)}`,
      manifestDigest: digest,
      mediaType: 'application/vnd.docker.distribution.manifest.v2+json',
      tags: ['app:1'],
      imageSize: 0,
      layers: [],
      manifest: Buffer.from(manifest).toString('base64'),
      config: Buffer.from(config).toString('base64'),
      repoDigests: [],
      architecture: 'amd64',
      os: 'linux',
    },
  },
  distro: { id: 'debian', versionID: '12', name: 'Debian' },
  descriptor: { name: 'syft', version: '1.0.0' },
  schema: { version: '16.0.0', url: 'https://x' },
};

const imports: FakeRoutes = {
  ...added,
  'POST /v2/imports/images': { body: { uuid: 'op-1', status: 'pending' } },
  'POST /v2/imports/images/op-1/packages': { body: { digest: 'sha256:p' } },
  'POST /v2/imports/images/op-1/manifest': { body: { digest: 'sha256:m' } },
  'POST /v2/imports/images/op-1/image-config': { body: { digest: 'sha256:i' } },
  'POST /v2/imports/images/op-1/dockerfile': { body: { digest: 'sha256:d' } },
  'DELETE /v2/imports/images/op-1': { body: { uuid: 'op-1' } },
};

describe('image add: analyzed here', () => {
  it('--from -: a document on standard input is sent with manifest, configuration and Dockerfile', async () => {
    const path = file('Dockerfile', 'FROM x\n');
    const words = ['image', 'add', 'registry.example.com/team/app:1', '--from', '-', '-d', path, '-n'];
    const { status } = await server.call(words, imports, { stdin: JSON.stringify(document) });
    expect(status).toBe(0);
    expect(server.asked()).toEqual([
      'POST /v2/imports/images',
      'POST /v2/imports/images/op-1/packages',
      'POST /v2/imports/images/op-1/manifest',
      'POST /v2/imports/images/op-1/image-config',
      'POST /v2/imports/images/op-1/dockerfile',
      'POST /v2/images?force=false&auto_subscribe=false',
    ]);
    expect(server.sent('POST /v2/imports/images/op-1/packages')).toMatchObject({
      artifacts: [{ name: 'zlib', version: '1', type: 'deb' }],
      source: { type: 'image' },
      distro: { id: 'debian' },
    });
    expect(server.sent('POST /v2/imports/images/op-1/manifest')).toEqual(JSON.parse(manifest));
    expect(server.sent('POST /v2/images')).toEqual({
      image_type: 'docker',
      source: {
        import: {
          operation_uuid: 'op-1',
          digest,
          local_image_id: `sha256:${'c'.repeat(64)}`,
          tags: ['registry.example.com/team/app:1'],
          contents: {
            packages: 'sha256:p',
            manifest: 'sha256:m',
            image_config: 'sha256:i',
            dockerfile: 'sha256:d',
          },
        },
      },
    });
  });

  it('an upload that is refused gives the operation up and keeps the first problem', async () => {
    const routes = {
      ...imports,
      'POST /v2/imports/images/op-1/manifest': { status: 400, body: { error_type: 'IMPORT_BAD', message: 'no' } },
      'DELETE /v2/imports/images/op-1': { status: 500 },
    };
    const ended = await server.call(
      ['image', 'add', 'app:1', '--from', file('bom.json', JSON.stringify(document))],
      routes,
    );
    expect([ended.status, ended.code]).toEqual([3, 'IMPORT_BAD']);
    expect(server.last().method).toBe('DELETE');
  });

  it.each([
    ['a document about a folder', { bomFormat: 'CycloneDX', specVersion: '1.6', version: 1, components: [] }],
    [
      'a document without the manifest',
      { ...document, source: { ...document.source, metadata: { ...document.source.metadata, manifest: '' } } },
    ],
  ])('%s cannot be imported', async (_what, content) => {
    const path = file('other.json', JSON.stringify(content));
    const ended = await server.call(['image', 'add', 'app:1', '--from', path], imports);
    expect([ended.status, ended.code]).toEqual([3, 'CLI_NOT_AN_IMAGE']);
    expect(server.asked()).toEqual([]);
  });

  it.each([
    ['registry', 'app:1', 'registry:app:1'],
    ['docker', 'app:1', 'docker:app:1'],
    ['docker:other:2', 'app:1', 'docker:other:2'],
    ['docker-archive', './app.tar', 'docker-archive:./app.tar'],
    ['docker-archive:./app.tar', 'app:1', 'docker-archive:./app.tar'],
    ['oci-dir', './image', 'oci-dir:./image'],
    ['./bom.json', 'app:1', 'sbom:./bom.json'],
    ['-', 'app:1', 'sbom:-'],
  ])('--from %s of %s reads %s', (from, name, target) => expect(targetOf(from, name)).toBe(target));

  it.each([
    ['registry', 'app:1', [], 'docker.io/library/app:1'],
    ['registry', 'q.io/app', [], 'q.io/app:latest'],
    ['docker-archive', './app.tar', ['app:3'], 'docker.io/library/app:3'],
    ['docker-archive:./app.tar', 'app:1', ['app:3'], 'docker.io/library/app:1'],
    ['registry', `q.io/app:1@${digest}`, [], 'q.io/app:1'],
  ])('--from %s of %s with tags %j is named %s', (from, name, tags, tag) =>
    expect(tagFor(from, name, { tags })).toBe(tag),
  );

  it('an archive whose image has no name needs one', () => {
    expect(() => tagFor('oci-dir', './x', { tags: [] })).toThrow(expect.objectContaining({ code: 'CLI_NO_NAME' }));
  });
});
