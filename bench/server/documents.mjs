// Native SBOM documents of made-up images with as many packages as wanted, each image its own.
import { createHash } from 'node:crypto';

/** The parts of an import: document, manifest, configuration, and the digest of the image. */
export function importParts(number, packages) {
  const config = JSON.stringify({
    architecture: 'amd64',
    os: 'linux',
    config: { User: 'app', Labels: { number: String(number) } },
    rootfs: { type: 'layers', diff_ids: [sha256(`layer ${number}`)] },
    history: [{ created_by: 'COPY /app /app' }],
  });
  const manifest = JSON.stringify({
    schemaVersion: 2,
    mediaType: 'application/vnd.oci.image.manifest.v1+json',
    config: { mediaType: 'application/vnd.oci.image.config.v1+json', digest: sha256(config), size: config.length },
    layers: [
      { mediaType: 'application/vnd.oci.image.layer.v1.tar+gzip', digest: sha256(`blob ${number}`), size: 1000 },
    ],
  });
  return {
    config,
    manifest,
    digest: sha256(manifest),
    imageId: sha256(config),
    document: documentOf({ number, packages, manifest, config }),
  };
}

function documentOf({ number, packages, manifest, config }) {
  const layer = sha256(`layer ${number}`);
  return JSON.stringify({
    artifacts: Array.from({ length: packages }, (_, index) => artifact(index, number, layer)),
    artifactRelationships: [],
    source: {
      id: sha256(manifest).slice(7),
      name: `bench.local/app`,
      version: `v${number}`,
      type: 'image',
      metadata: {
        userInput: `bench.local/app:v${number}`,
        imageID: sha256(config),
        manifestDigest: sha256(manifest),
        mediaType: 'application/vnd.oci.image.manifest.v1+json',
        tags: [`bench.local/app:v${number}`],
        imageSize: 1000,
        layers: [{ mediaType: 'application/vnd.oci.image.layer.v1.tar+gzip', digest: layer, size: 1000 }],
        manifest: Buffer.from(manifest).toString('base64'),
        config: Buffer.from(config).toString('base64'),
        repoDigests: [],
        architecture: 'amd64',
        os: 'linux',
      },
    },
    distro: {
      prettyName: 'Debian GNU/Linux 12 (bookworm)',
      name: 'Debian GNU/Linux',
      id: 'debian',
      versionID: '12',
      version: '12 (bookworm)',
    },
    descriptor: { name: 'syft', version: '1.0.0' },
    schema: { version: '16.0.24', url: '' },
  });
}

/** Nine in ten are the same in every image, as with images of one base; the rest are the image's own. */
function artifact(index, number, layer) {
  const version = index % 10 === 0 ? `${number}.${index}.0` : `1.${index}.0`;
  const name = index === 1 ? 'log4js' : `package-${index}`;
  return {
    id: sha256(`${index} ${version}`).slice(7, 23),
    name,
    version,
    type: 'npm',
    foundBy: 'javascript-package-cataloger',
    locations: [
      {
        path: `/app/node_modules/${name}/package.json`,
        layerID: layer,
        accessPath: `/app/node_modules/${name}/package.json`,
      },
    ],
    licenses: [{ value: 'MIT', spdxExpression: 'MIT', type: 'declared', urls: [], locations: [] }],
    language: 'javascript',
    cpes: [],
    purl: `pkg:npm/${name}@${version}`,
    metadataType: 'javascript-npm-package',
    metadata: { name, version, author: '', homepage: '', description: '', url: '', private: false },
  };
}

function sha256(text) {
  return `sha256:${createHash('sha256').update(text).digest('hex')}`;
}
