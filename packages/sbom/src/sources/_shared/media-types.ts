/** What a document is, by its media type; the two families (OCI, Docker) mean the same. */
export type DocumentType = 'index' | 'manifest' | 'schema-1';

const documents = new Map<string, DocumentType>([
  ['application/vnd.oci.image.index.v1+json', 'index'],
  ['application/vnd.docker.distribution.manifest.list.v2+json', 'index'],
  ['application/vnd.oci.image.manifest.v1+json', 'manifest'],
  ['application/vnd.docker.distribution.manifest.v2+json', 'manifest'],
  ['application/vnd.docker.distribution.manifest.v1+json', 'schema-1'],
  ['application/vnd.docker.distribution.manifest.v1+prettyjws', 'schema-1'],
]);

/** The last two: engines of 2016 left the type out or wrote this one. */
const configs: ReadonlySet<string> = new Set([
  'application/vnd.oci.image.config.v1+json',
  'application/vnd.docker.container.image.v1+json',
  'application/octet-stream',
  '',
]);

/** Statements about images that are kept as layers: BuildKit's attestations (in-toto), cosign's signatures. */
const statements = /^application\/vnd\.(?:in-toto|dsse\.envelope|dev\.cosign\.)/;

export const dockerManifestType = 'application/vnd.docker.distribution.manifest.v2+json';
export const dockerConfigType = 'application/vnd.docker.container.image.v1+json';
export const dockerLayerType = 'application/vnd.docker.image.rootfs.diff.tar';
export const ociManifestType = 'application/vnd.oci.image.manifest.v1+json';
export const ociIndexType = 'application/vnd.oci.image.index.v1+json';

/** The value of an `Accept` header for manifests, in the order of preference of the specification. */
export const acceptedManifests = [...documents.keys()].filter((type) => documents.get(type) !== 'schema-1');

/** What a document of this media type is; undefined for types that are no image document. */
export function documentType(mediaType: string): DocumentType | undefined {
  return documents.get(mediaType);
}

/** Is this the configuration of a container image (and not of a Helm chart, a signature, ...)? */
export function isImageConfigType(mediaType: string): boolean {
  return configs.has(mediaType);
}

/** Is a layer of this media type a statement about an image and no part of its file system? */
export function isStatementType(mediaType: string): boolean {
  return statements.test(mediaType);
}
