import { buildImage } from '@gantry/sbom/testing';

const base = [
  { files: { 'etc/os-release': 'ID=debian\nVERSION_ID="12"\n' } },
  { files: packageFile('left-pad', '1.3.0') },
];

/** The image that `image` is built on: a distribution, and a package with an advisory that has a fix. */
export const baseImage = buildImage({ layers: base });

/** An image as a registry has it: it adds a package with an advisory that has none. */
export const image = buildImage({
  layers: [...base, { files: packageFile('right-pad', '0.1.0') }],
  config: { User: 'app', Env: ['A=b'] },
});

/** Another one of the same registry. */
export const otherImage = buildImage({ layers: [{ files: { a: 'b' } }] });

/** The ids of the advisories on `left-pad` and `right-pad`. */
export const advisoryIds = ['GHSA-aaaa-bbbb-cccc', 'GHSA-dddd-eeee-ffff'] as const;

/** Records of a feed. */
export const advisoryRecords = [
  advisory(advisoryIds[0], 'left-pad', [{ introduced: '0' }, { fixed: '2.0.0' }]),
  advisory(advisoryIds[1], 'right-pad', [{ introduced: '0' }]),
];

function advisory(id: string, name: string, events: readonly object[]) {
  return {
    id,
    modified: '2026-01-01T00:00:00Z',
    summary: `${name} pads too far`,
    severity: [{ type: 'CVSS_V3', score: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H' }],
    affected: [{ package: { ecosystem: 'npm', name }, ranges: [{ type: 'SEMVER', events }] }],
  };
}

function packageFile(name: string, version: string): Record<string, string> {
  return { [`app/node_modules/${name}/package.json`]: JSON.stringify({ name, version, license: 'MIT' }) };
}

const layerID = `sha256:${'1'.repeat(64)}`;
const location = { path: '/etc/app.conf', layerID };
const hit = { classification: 'AWS', line_number: 3, line_offset: 0, seek_position: 9, length: 3 };

/** What clients upload for an import, by part: the body and its type. */
export const importParts = {
  packages: {
    artifacts: [
      {
        id: 'p1',
        name: 'left-pad',
        version: '1.3.0',
        type: 'npm',
        language: 'javascript',
        locations: [{ path: '/app/node_modules/left-pad/package.json', layerID }],
        licenses: ['MIT'],
        cpes: [],
        purl: 'pkg:npm/left-pad@1.3.0',
      },
    ],
    source: { type: 'image', target: { userInput: 'app:1' } },
    distro: { name: 'debian', id: 'debian', versionID: '12' },
  },
  searches: [{ location, content_searches: [hit] }],
  fileContents: [{ location, contents: 'YXBw' }],
  config: text(image.config.digest),
  manifest: text(image.manifest.digest),
  dockerfile: 'FROM debian:12\nUSER app\n',
  parentManifest: JSON.stringify({
    schemaVersion: 2,
    mediaType: 'application/vnd.oci.image.index.v1+json',
    manifests: [{ ...image.manifest, platform: { os: 'linux', architecture: 'amd64' } }],
  }),
};

/** Media types of manifests. */
export const manifestType = 'application/vnd.oci.image.manifest.v1+json';
export const indexType = 'application/vnd.oci.image.index.v1+json';

/** The digest that clients give for what they import. */
export const importedDigest = `sha256:${'9'.repeat(64)}`;

function text(digest: string): string {
  return Buffer.from(image.blobs.get(digest) ?? '').toString('utf8');
}
