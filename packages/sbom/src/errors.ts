import { defineErrors } from '@gantry/core';

/** Error codes of sources, catalogers and formats. A code is never reused. */
export const sbomErrors = defineErrors('SBOM', {
  ARCHIVE_BROKEN: {
    kind: 'input',
    says: 'the archive or an entry of it cannot be read: {because}',
    advice: 'What it holds is not listed: build or fetch the archive again.',
  },
  ARCHIVE_ENCRYPTED: {
    kind: 'unsupported',
    says: 'the entry of the archive is encrypted',
    advice: 'What it holds is not listed: check it by other means.',
  },
  ARCHIVE_LIMIT: {
    kind: 'limit',
    says: 'this part of the archive was not read: {because}',
    advice: 'What it holds is not listed: check it by other means. Archive bombs look like this.',
  },
  ARCHIVE_OVERLAP: {
    kind: 'limit',
    says: 'entries of the archive share bytes, so the archives inside it were not opened',
    advice: 'No build tool writes this, archive bombs do: check where the file comes from.',
  },
  BINARY_BROKEN: {
    kind: 'input',
    says: 'the program cannot be read: {because}',
    advice: 'What was compiled into it is not listed: build it again.',
  },
  BINARY_PACKED: {
    kind: 'unsupported',
    says: 'the program is packed with {packer}, so what was compiled into it cannot be seen',
    advice: 'Ship the program unpacked, or check it before packing.',
  },
  COORDINATES_UNKNOWN: {
    kind: 'input',
    says: '{name} does not say its full name: {because}',
    advice: 'It is listed, but advisories cannot be looked up: add a pom.properties to the archive.',
  },
  MODULES_UNKNOWN: {
    kind: 'input',
    says: 'the Go program {name} was built without a list of its modules',
    advice: 'Only its standard library is evaluated: build it in module mode.',
  },
  VERSION_UNKNOWN: {
    kind: 'input',
    says: '{name} has no readable version: {because}',
    advice: 'It is listed, but not evaluated: build it in a way that records its version.',
  },
  ATTESTATION: {
    kind: 'unsupported',
    says: '{digest} holds attestations about an image and no image',
    advice: 'Name the image itself: its tag, or the digest of its manifest.',
  },
  BLOB_MISMATCH: {
    kind: 'input',
    says: 'blob {digest} is not what its digest says: {because}',
    advice: 'The image is damaged or was tampered with: pull or build it again.',
  },
  BLOB_MISSING: {
    kind: 'missing',
    says: 'blob {digest} is not there',
    advice: 'The image is incomplete: copy or pull all of it again.',
  },
  BLOB_UNREADABLE: {
    kind: 'input',
    says: 'blob {digest} cannot be read: {because}',
    advice: 'Blobs must be regular files inside the image.',
  },
  CONFIG_FIELD: {
    kind: 'input',
    says: 'field {name} of the image configuration is not {wanted}',
    advice: 'The field was left out; build the image with a tool that keeps to the specification.',
  },
  CONFIG_INVALID: {
    kind: 'input',
    says: 'image configuration {digest} cannot be used: {because}',
    advice: 'Build or pull the image again.',
  },
  DATABASE_UNREADABLE: {
    kind: 'input',
    says: '{path} is not a readable {format} database: {because}',
    advice: 'Its packages are not listed: check how the image was built.',
  },
  DIFF_IDS_MISMATCH: {
    kind: 'input',
    says: 'manifest {digest} has {layers} layers and its configuration {diffIds} diff ids',
    advice: 'The image is damaged or was tampered with: build it again.',
  },
  DOCUMENT_ENTRY: {
    kind: 'input',
    says: 'an entry of the document was not read: {because}',
    advice: 'The rest of the document was read: write the document anew with the tool that made it.',
  },
  DOCUMENT_PACKAGES: {
    kind: 'limit',
    says: '{target} lists {count} packages, more than the {limit} that are read',
    advice: 'No artifact holds that many: check where the document comes from.',
  },
  DOCUMENT_TOO_DEEP: {
    kind: 'limit',
    says: '{target} nests its components deeper than {limit}',
    advice: 'No artifact nests that deep: check where the document comes from.',
  },
  DOCUMENT_UNREAD: {
    kind: 'input',
    says: 'the tool that wrote the document did not understand a file: {because}',
    advice: 'What the file holds is not listed: check it by other means.',
  },
  DOCUMENT_TOO_LARGE: {
    kind: 'limit',
    says: '{digest} has {size} bytes, more than the {limit} that are read of a manifest or configuration',
    advice: 'No registry takes such a document: check where the image comes from.',
  },
  FORMAT_UNSUPPORTED: {
    kind: 'unsupported',
    says: '{name} ({tool}) lists packages in a format that is not read',
    advice:
      'Packages that are installed are found without it; to list what it declares, scan where its packages are installed.',
  },
  HISTORY_MISMATCH: {
    kind: 'input',
    says: 'the history of the image has {steps} steps with a layer for {layers} layers',
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
    says: 'the image index {name} lists nothing',
    advice: 'Check how the image was written.',
  },
  INDEX_INVALID: {
    kind: 'input',
    says: 'the image index {name} cannot be used: {because}',
    advice: 'Write or pull the image again.',
  },
  INDEX_TOO_DEEP: {
    kind: 'limit',
    says: 'the image index {digest} nests deeper than {limit} indexes',
    advice: 'Name the manifest of the image by its digest.',
  },
  JSON_INVALID: { kind: 'input', says: '{what} is not JSON', advice: 'Check the file.' },
  JSON_TOO_MANY: {
    kind: 'limit',
    says: 'the JSON of {what} has more than {limit} values',
    advice: 'No artifact needs that many: check where the file comes from.',
  },
  JSON_TOO_DEEP: {
    kind: 'limit',
    says: 'the JSON of {what} nests deeper than {limit}',
    advice: 'Check where the file comes from.',
  },
  LAYERS_TOO_MANY: {
    kind: 'limit',
    says: 'manifest {digest} lists {count} layers, more than {limit}',
    advice: 'No engine runs such an image: check where it comes from.',
  },
  LAYOUT_INVALID: {
    kind: 'input',
    says: '{target} is not an OCI image layout: {because}',
    advice: 'An image layout has the files oci-layout and index.json and a folder blobs.',
  },
  MALWARE_SCAN_FAILED: {
    kind: 'upstream',
    says: 'the scan for malware failed: {because}',
    advice: 'Scan again; if it stays, look into the log of the scanner.',
  },
  MANIFEST_INVALID: {
    kind: 'input',
    says: 'manifest {digest} cannot be used: {because}',
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
  OWNED_FILES_TOO_MANY: {
    kind: 'limit',
    says: 'the file lists of {path} are longer than {limit} characters',
    advice: 'Which package owns the rest is not known: check where the image comes from.',
  },
  PACKAGES_TOO_MANY: {
    kind: 'limit',
    says: '{path} lists more than {limit} packages',
    advice: 'The rest is not listed: check where the image comes from.',
  },
  PACKAGE_HALF_INSTALLED: {
    kind: 'input',
    says: 'package {name} is only half installed; some of its files may be there',
    advice: 'Finish or remove the installation and build the image again.',
  },
  PACKAGE_FIELD_INVALID: {
    kind: 'input',
    says: 'a package of {file} was left out: {because}',
    advice: 'Check the file: this package was not evaluated.',
  },
  PACKAGE_FILE_CUT: {
    kind: 'limit',
    says: '{file} lists more than the {limit} packages that are read',
    advice: 'The rest of the file was not evaluated.',
  },
  PACKAGE_FILE_INVALID: {
    kind: 'input',
    says: '{file} cannot be read: {because}',
    advice: 'Check the file: what it describes was not evaluated.',
  },
  PLATFORM_INVALID: {
    kind: 'usage',
    says: '{text} is not a platform',
    advice: 'Write it as os/arch or os/arch/variant, such as linux/arm64.',
  },
  PLATFORM_MISSING: {
    kind: 'missing',
    says: 'the image is not there for {platform}, only for: {available}',
    advice: 'Choose one of these with --platform.',
  },
  RECORD_UNREADABLE: {
    kind: 'input',
    says: '{path} holds {count} package records that cannot be read, the first at {first}',
    advice: 'What they state is not listed: check how the image was built.',
  },
  ARCHIVE_INVALID: {
    kind: 'input',
    says: 'the image archive cannot be used: {because}',
    advice: 'Write it again with docker save, podman save or skopeo.',
  },
  PATTERN_INVALID: {
    kind: 'usage',
    says: 'the search pattern {name} cannot be used: {because}',
    advice:
      'Write a name and a regular expression in the syntax of RE2, which has no lookaheads and no back references.',
  },
  PATTERNS_INVALID: {
    kind: 'usage',
    says: 'the search patterns of {where} cannot be used: {because}',
    advice: 'Write a list of entries with a name and a regex each, or texts of the form NAME=REGEX.',
  },
  PATH_MISSING: { kind: 'missing', says: '{path} does not exist', advice: 'Check the path.' },
  PATH_WRONG: { kind: 'usage', says: '{path} is not {wanted}', advice: 'Check the path and the scheme before it.' },
  REFERENCE_INVALID: {
    kind: 'usage',
    says: '{text} is not an image reference',
    advice: 'Write it as [registry/]name[:tag] or [registry/]name@digest.',
  },
  SEARCH_STOPPED: {
    kind: 'limit',
    says: 'the file was not searched to its end: {because}',
    advice: 'Look at the hits that are told, or search the file by other means.',
  },
  STDIN_MISSING: {
    kind: 'usage',
    says: 'there is no standard input to read',
    advice: 'Pipe the document in, or name a file.',
  },
  CA_FILE_INVALID: {
    kind: 'usage',
    says: '{path} holds no certificate in PEM form',
    advice: 'Name a file with one or more certificates of authorities.',
  },
  CREDENTIAL_HELPER: {
    kind: 'denied',
    says: 'the credential helper {name} failed: {because}',
    advice: 'Run it by hand, or change credsStore and credHelpers in the config.json of Docker.',
  },
  DOCKER_CONFIG: {
    kind: 'usage',
    says: '{path} is not a Docker configuration',
    advice: 'Repair or remove it, or name another folder.',
  },
  LAYER_FOREIGN: {
    kind: 'unsupported',
    says: 'layer {digest} is not kept in the registry but elsewhere',
    advice: 'Push the image with its foreign layers, or save it to an archive.',
  },
  PULL_DENIED: {
    kind: 'denied',
    says: 'the registry does not let us pull {reference}: {because}',
    advice: 'Check the name; sign in with docker login or hand in a user name and a password.',
  },
  PULL_ENDED: { kind: 'bug', says: 'a layer was asked for after its image was closed', advice: 'Report this.' },
  PULL_FAILED: {
    kind: 'upstream',
    says: 'the registry cannot serve {reference}: status {status}, {because}',
    advice: 'Try again later; if it stays, tell those who run the registry.',
  },
  PULL_LIMITED: {
    kind: 'upstream',
    says: 'the registry limits pulls of {reference} for now',
    advice: 'Sign in, or try again later.',
  },
  PULL_MISSING: { kind: 'missing', says: 'the registry has no {reference}', advice: 'Check the name and the tag.' },
  REALM_REFUSED: {
    kind: 'denied',
    says: 'the registry names a token server that is not trusted: {because}',
    advice: 'Check the registry; a test registry without HTTPS needs the insecure option.',
  },
  DAEMON_ADDRESS: {
    kind: 'unsupported',
    says: 'DOCKER_HOST {address} is not supported',
    advice: 'Use unix:// or tcp://, or save the image to an archive.',
  },
  DAEMON_FAILED: {
    kind: 'upstream',
    says: 'the Docker daemon at {address} answered with status {status}',
    advice: 'Check the daemon and its log.',
  },
  DAEMON_IMAGE_MISSING: {
    kind: 'missing',
    says: 'the Docker daemon has no image {name}',
    advice: 'Pull it first, or write registry: before its name.',
  },
  DAEMON_MISSING: {
    kind: 'upstream',
    says: 'no Docker daemon answers at {address}',
    advice: 'Start it, set DOCKER_HOST, or write registry: before the name of the image.',
  },
  TAGS_INVALID: {
    kind: 'upstream',
    says: 'the list of tags of {reference} cannot be used: {because}',
    advice: 'Check that the address is a registry, or ask its operator.',
  },
  TAGS_LIMIT: {
    kind: 'limit',
    says: '{reference} has more than {limit} tags',
    advice: 'Add the tags that matter one by one.',
  },
  TARGET_UNKNOWN: {
    kind: 'usage',
    says: '{target} is neither a path nor an image reference',
    advice: 'Write a scheme before it, such as registry:, oci-dir:, docker-archive: or dir:.',
  },
  CATALOGER_FAILED: {
    kind: 'bug',
    says: 'cataloger {name} failed: {because}',
    advice: 'Its file is not evaluated; please report this with the file.',
  },
  CATALOGER_MEMORY: {
    kind: 'limit',
    says: 'cataloger {name} used up its memory',
    advice: 'Its file is not evaluated: check it by other means.',
  },
  CATALOGER_TIMEOUT: {
    kind: 'limit',
    says: 'cataloger {name} took longer than {seconds} s',
    advice: 'Its file is not evaluated: check it by other means.',
  },
  DOCUMENT_UNKNOWN: {
    kind: 'unsupported',
    says: '{target} is no bill of materials in a format that is read',
    advice: 'Formats that are read: syft-json, cyclonedx-json, spdx-json.',
  },
  ENTRY_NAME_TOO_LONG: {
    kind: 'limit',
    says: 'the name or link of the entry is longer than {limit} bytes',
    advice: 'No system unpacks such an entry; it is not evaluated.',
  },
  ENTRY_OUTSIDE: {
    kind: 'input',
    says: 'the entry or its link leads out of the artifact',
    advice: 'Engines refuse such entries; it is not evaluated. Check where the image comes from.',
  },
  ENTRY_PLACE_CIRCLE: {
    kind: 'input',
    says: 'the entry lies below symbolic links that go in circles',
    advice: 'It is not evaluated: check how the image was built.',
  },
  ENTRY_TYPE_UNKNOWN: {
    kind: 'unsupported',
    says: 'the type of the entry is unknown',
    advice: 'It is not evaluated: check how the image was built.',
  },
  ENTRY_UNREADABLE: {
    kind: 'input',
    says: 'it cannot be read: {because}',
    advice: 'Run with permission to read it, or exclude it.',
  },
  FACTS_TOO_MANY: {
    kind: 'limit',
    says: '{files} files found no room among {limit} bytes of facts',
    advice: 'They are not evaluated: check where the image comes from.',
  },
  FILE_NOT_HASHED: {
    kind: 'limit',
    says: 'no digest of the file could be taken',
    advice: 'Its content is not compared: check it by other means.',
  },
  FILE_TOO_LARGE: {
    kind: 'limit',
    says: 'the file has {size} bytes, more than the {limit} that are read of its kind',
    advice: 'It is not evaluated: check it by other means.',
  },
  HARDLINK_DANGLING: {
    kind: 'input',
    says: 'the entry is a hard link to something that is not there',
    advice: 'It is not evaluated: check how the image was built.',
  },
  INDEX_FULL: {
    kind: 'limit',
    says: 'the artifact has {entries} entries, more than the {limit} of a file index',
    advice: 'Rules about files do not see the others: check where the image comes from.',
  },
  INSPECTOR_FAILED: {
    kind: 'bug',
    says: 'inspector {name} failed: {because}',
    advice: 'Its part of the inspection is not evaluated; please report this.',
  },
  LAYER_BUDGET: {
    kind: 'limit',
    says: 'the layer unpacks to more than is read; reading ended after {bytes} bytes',
    advice: 'The rest is not evaluated: this is how archive bombs look.',
  },
  LAYER_DIFF_ID: {
    kind: 'input',
    says: 'layer {digest} unpacks to {found} and the configuration says {stated}',
    advice: 'The image is damaged or was tampered with: build it again.',
  },
  LAYER_ENTRIES: {
    kind: 'limit',
    says: 'the layer has more entries or longer names than the {limit} that are kept',
    advice: 'The rest is not evaluated: check where the image comes from.',
  },
  LAYER_TRAILING: {
    kind: 'input',
    says: 'the layer has bytes behind the end of its archive',
    advice: 'They are no files to most readers and were not evaluated.',
  },
  PROGRAM_UNREADABLE: {
    kind: 'input',
    says: 'the headers of the program make no sense',
    advice: 'How it was hardened is not evaluated: check where it comes from.',
  },
  TREE_TOO_LARGE: {
    kind: 'limit',
    says: 'the artifact has more files than are kept',
    advice: 'The rest is not evaluated: check where the image comes from.',
  },
  WHITEOUT_INVALID: {
    kind: 'input',
    says: 'the whiteout names nothing',
    advice: 'It was left out: check how the image was built.',
  },
  WORKER_FAILED: {
    kind: 'bug',
    says: 'reading the layer failed: {because}',
    advice: 'Please report this with the image.',
  },
});
