import type { Bill, Package, PackageDraft, PackageMetadata } from '@gantry/core';
import { assignIds } from '@gantry/core/package';

const layer = `sha256:${'a'.repeat(64)}`;

/** A bill with one package of every kind, a package without a version, edges, a distro and things that were not read. */
export function sampleBill(): Bill {
  const packages = assignIds(drafts());
  const at = (name: string): string => packages.find((pkg) => pkg.name === name)?.id ?? '';
  return {
    source: {
      kind: 'image',
      target: 'oci-dir:sample',
      reference: 'registry.example.com/team/sample:1',
      tags: ['registry.example.com/team/sample:1'],
      repoDigests: [],
      manifestDigest: `sha256:${'b'.repeat(64)}`,
      imageId: `sha256:${'c'.repeat(64)}`,
      mediaType: 'application/vnd.oci.image.manifest.v1+json',
      platform: { os: 'linux', architecture: 'amd64' },
      size: 10,
      layers: [
        {
          digest: `sha256:${'d'.repeat(64)}`,
          diffId: layer,
          mediaType: 'application/vnd.oci.image.layer.v1.tar+gzip',
          size: 10,
          createdBy: 'COPY . /',
        },
      ],
      config: {
        user: 'root',
        exposedPorts: ['22/tcp'],
        env: [],
        entrypoint: [],
        cmd: [],
        volumes: [],
        labels: { team: 'blue' },
        shell: [],
        onBuild: [],
        history: [],
      },
      rawManifest: btoa(JSON.stringify({ layers: [{ digest: `sha256:${'d'.repeat(64)}` }] })),
      rawConfig: '',
    },
    distro: {
      id: 'debian',
      version: '12',
      idLike: [],
      name: 'Debian GNU/Linux',
      prettyName: 'Debian GNU/Linux 12 (bookworm)',
      codename: 'bookworm',
    },
    packages: packages as Package[],
    relationships: [
      { from: at('python3-yaml'), to: at('PyYAML'), type: 'owns' },
      { from: at('shop'), to: at('log4j-core'), type: 'contains' },
    ],
    unread: [{ path: '/app/broken.jar', layer, by: 'java', code: 'SBOM_ARCHIVE_BROKEN', because: 'no end: record' }],
    tool: { name: 'gantry', version: '0.0.0' },
  };
}

function drafts(): PackageDraft[] {
  return [
    draft(
      'python3-yaml',
      '6.0-3',
      'pkg:deb/debian/python3-yaml@6.0-3?arch=amd64&distro=debian-12&upstream=pyyaml',
      '/var/lib/dpkg/status',
      {
        kind: 'deb',
        architecture: 'amd64',
        source: 'pyyaml',
        sourceVersion: '6.0-3',
        maintainer: 'A <a@example.com>',
        installedSizeKib: 20,
        depends: ['python3'],
        files: [
          { path: '/usr/lib/python3/dist-packages/PyYAML-6.0.dist-info/METADATA', digest: `md5:${'1'.repeat(32)}` },
          { path: '/etc/x', config: true },
        ],
      },
    ),
    draft('musl', '1.2.4-r2', 'pkg:apk/alpine/musl@1.2.4-r2?arch=x86_64', '/lib/apk/db/installed', {
      kind: 'apk',
      architecture: 'x86_64',
      origin: 'musl',
      files: [{ path: '/lib/ld-musl.so', mode: 0o755 }],
    }),
    draft('bash', '1:5.1-2', 'pkg:rpm/rocky/bash@5.1-2?arch=x86_64&epoch=1', '/var/lib/rpm/rpmdb.sqlite', {
      kind: 'rpm',
      epoch: 1,
      upstreamVersion: '5.1',
      release: '2',
      architecture: 'x86_64',
      sourceRpm: 'bash-5.1-2.src.rpm',
      files: [],
    }),
    draft('@scope/left', '1.0.0', 'pkg:npm/%40scope/left@1.0.0', '/app/node_modules/@scope/left/package.json', {
      kind: 'npm',
      author: 'A',
      private: true,
    }),
    draft('PyYAML', '6.0', 'pkg:pypi/pyyaml@6.0', '/usr/lib/python3/dist-packages/PyYAML-6.0.dist-info/METADATA', {
      kind: 'pypi',
      sitePackages: '/usr/lib/python3/dist-packages',
      files: [{ path: '/x', size: 3 }],
    }),
    draft('shop', null, null, '/app/shop.jar', {
      kind: 'maven',
      virtualPath: '/app/shop.jar',
      coordinatesFrom: 'filename',
    }),
    draft('log4j-core', '2.14.1', 'pkg:maven/org.apache.logging.log4j/log4j-core@2.14.1', '/app/shop.jar', {
      kind: 'maven',
      groupId: 'org.apache.logging.log4j',
      artifactId: 'log4j-core',
      virtualPath: '/app/shop.jar!/log4j-core.jar',
      coordinatesFrom: 'pom.properties',
      manifest: { 'Implementation-Title': 'Log4j' },
      sha1: '2'.repeat(40),
    }),
    ...moreDrafts(),
  ];
}

function moreDrafts(): PackageDraft[] {
  return [
    {
      ...draft('golang.org/x/net', 'v0.1.0', 'pkg:golang/golang.org/x/net@v0.1.0', '/bin/tool', {
        kind: 'golang',
        goVersion: 'go1.19.8',
        h1Digest: 'h1:x',
      }),
      evidence: 'binary',
    },
    {
      ...draft('smallvec', '1.6.0', 'pkg:cargo/smallvec@1.6.0', '/app/Cargo.lock', {
        kind: 'cargo',
        source: 'registry',
      }),
      evidence: 'declared',
    },
    draft('rack', '2.0.1', 'pkg:gem/rack@2.0.1', '/gems/specifications/rack-2.0.1.gemspec', {
      kind: 'gem',
      authors: ['B'],
    }),
    draft('laravel/framework', '8.0.0', 'pkg:composer/laravel/framework@8.0.0', '/app/vendor/composer/installed.json', {
      kind: 'composer',
      type: 'library',
    }),
    draft('Newtonsoft.Json', '12.0.1', 'pkg:nuget/Newtonsoft.Json@12.0.1', '/app/app.deps.json', {
      kind: 'nuget',
      sha512: 'x',
    }),
    draft('thing', '1', 'pkg:generic/thing@1', '/thing', { kind: 'unknown', type: 'thing' }),
  ];
}

function draft(
  name: string,
  version: string | null,
  purl: string | null,
  path: string,
  metadata: PackageMetadata,
): PackageDraft {
  return {
    kind: metadata.kind,
    name,
    version,
    purl,
    licenses: [
      { value: 'MIT', spdx: 'MIT', type: 'declared' },
      { value: 'Custom terms', spdx: null, type: 'declared' },
    ],
    cpes: ['cpe:2.3:a:a:b:1:*:*:*:*:*:*:*'],
    locations: [{ path, layer, role: 'primary' }],
    foundBy: 'sample',
    evidence: 'installed',
    metadata,
  };
}
