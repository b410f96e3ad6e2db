import { defineErrors } from '@gantry/core';

/** Error codes of sources, catalogers and formats. Sorted by topic; a code is never reused. */
export const sbomErrors = defineErrors('SBOM', {
  ATTESTATION: {
    kind: 'unsupported',
    says: '{digest} holds attestations about an image and no image',
    advice: 'Name the image itself: its tag, or the digest of its manifest.',
  },
  BLOB_MISMATCH: {
    kind: 'input',
    says: 'Blob {digest} is not what its digest says: {because}',
    advice: 'The image is damaged or was tampered with: pull or build it again.',
  },
  BLOB_MISSING: {
    kind: 'missing',
    says: 'Blob {digest} is not there',
    advice: 'The image is incomplete: copy or pull all of it again.',
  },
  BLOB_UNREADABLE: {
    kind: 'input',
    says: 'Blob {digest} cannot be read: {because}',
    advice: 'Blobs must be regular files inside the image.',
  },
  CONFIG_FIELD: {
    kind: 'input',
    says: 'Field {name} of the image configuration is not {wanted}',
    advice: 'The field was left out; build the image with a tool that keeps to the specification.',
  },
  CONFIG_INVALID: {
    kind: 'input',
    says: 'Image configuration {digest} cannot be used: {because}',
    advice: 'Build or pull the image again.',
  },
  DATABASE_UNREADABLE: {
    kind: 'input',
    says: '{path} is not a readable {format} database: {because}',
    advice: 'Its packages are not listed: check how the image was built.',
  },
  DIFF_IDS_MISMATCH: {
    kind: 'input',
    says: 'Manifest {digest} has {layers} layers and its configuration {diffIds} diff ids',
    advice: 'The image is damaged or was tampered with: build it again.',
  },
  DOCUMENT_TOO_LARGE: {
    kind: 'limit',
    says: '{digest} has {size} bytes, more than the {limit} that are read of a manifest or configuration',
    advice: 'No registry takes such a document: check where the image comes from.',
  },
  FORMAT_UNSUPPORTED: { kind: 'unsupported', says: '{name} lists packages in a format that is not read', advice: 'Packages that are installed are found without it; to list what it declares, scan where its packages are installed.' },
  HISTORY_MISMATCH: {
    kind: 'input',
    says: 'The history of the image has {steps} steps with a layer for {layers} layers',
    advice: 'Layers are listed without the step that made them.',
  },
  IMAGE_AMBIGUOUS: {
    kind: 'usage',
    says: '{target} holds several images: {names}',
    advice: 'Add the name of one of them after a colon.',
  },
  IMAGE_NAME_MISSING: {
    kind: 'missing',
    says: '{target} holds no image named {name}, only: {names}',
    advice: 'Name one of the images that are there.',
  },
  INDEX_EMPTY: {
    kind: 'input',
    says: 'The image index {name} lists nothing',
    advice: 'Check how the image was written.',
  },
  INDEX_INVALID: {
    kind: 'input',
    says: 'The image index {name} cannot be used: {because}',
    advice: 'Write or pull the image again.',
  },
  INDEX_TOO_DEEP: {
    kind: 'limit',
    says: 'The image index {digest} nests deeper than {limit} indexes',
    advice: 'Name the manifest of the image by its digest.',
  },
  JSON_INVALID: { kind: 'input', says: '{what} is not JSON', advice: 'Check the file.' },
  JSON_TOO_DEEP: {
    kind: 'limit',
    says: 'The JSON of {what} nests deeper than {limit}',
    advice: 'Check where the file comes from.',
  },
  LAYERS_TOO_MANY: {
    kind: 'limit',
    says: 'Manifest {digest} lists {count} layers, more than {limit}',
    advice: 'No engine runs such an image: check where it comes from.',
  },
  LAYOUT_INVALID: {
    kind: 'input',
    says: '{target} is not an OCI image layout: {because}',
    advice: 'An image layout has the files oci-layout and index.json and a folder blobs.',
  },
  MANIFEST_INVALID: {
    kind: 'input',
    says: 'Manifest {digest} cannot be used: {because}',
    advice: 'Write or pull the image again.',
  },
  MANIFEST_SCHEMA_1: {
    kind: 'unsupported',
    says: '{digest} is a manifest of schema 1, which Docker gave up',
    advice: 'Pull the image with a present engine and push it again.',
  },
  NOT_AN_IMAGE: {
    kind: 'unsupported',
    says: '{digest} is no container image but {mediaType}',
    advice: 'Name a container image.',
  },
  PACKAGES_TOO_MANY: {
    kind: 'limit',
    says: '{path} lists more than {limit} packages',
    advice: 'The rest is not listed: check where the image comes from.',
  },
  PACKAGE_HALF_INSTALLED: {
    kind: 'input',
    says: 'Package {name} is only half installed; some of its files may be there',
    advice: 'Finish or remove the installation and build the image again.',
  },
  PACKAGE_FIELD_INVALID: { kind: 'input', says: 'A package of {file} was left out: {because}', advice: 'Check the file: this package was not evaluated.' },
  PACKAGE_FILE_CUT: { kind: 'limit', says: '{file} lists more than the {limit} packages that are read', advice: 'The rest of the file was not evaluated.' },
  PACKAGE_FILE_INVALID: { kind: 'input', says: '{file} cannot be read: {because}', advice: 'Check the file: what it describes was not evaluated.' },
  PLATFORM_INVALID: {
    kind: 'usage',
    says: '{text} is not a platform',
    advice: 'Write it as os/arch or os/arch/variant, such as linux/arm64.',
  },
  PLATFORM_MISSING: {
    kind: 'missing',
    says: 'The image is not there for {platform}, only for: {available}',
    advice: 'Choose one of these with --platform.',
  },
  RECORD_UNREADABLE: {
    kind: 'input',
    says: '{path} holds {count} package records that cannot be read, the first at {first}',
    advice: 'What they state is not listed: check how the image was built.',
  },
  ARCHIVE_INVALID: { kind: 'input', says: 'The image archive cannot be used: {because}', advice: 'Write it again with docker save, podman save or skopeo.' },
  PATH_MISSING: { kind: 'missing', says: '{path} does not exist', advice: 'Check the path.' },
  PATH_WRONG: { kind: 'usage', says: '{path} is not {wanted}', advice: 'Check the path and the scheme before it.' },
  REFERENCE_INVALID: { kind: 'usage', says: '{text} is not an image reference', advice: 'Write it as [registry/]name[:tag] or [registry/]name@digest.' },
  STDIN_MISSING: { kind: 'usage', says: 'There is no standard input to read', advice: 'Pipe the document in, or name a file.' },
  TARGET_UNKNOWN: {
    kind: 'usage',
    says: '{target} is neither a path nor an image reference',
    advice: 'Write a scheme before it, such as registry:, oci-dir:, docker-archive: or dir:.',
  },
});
