import { defineErrors } from '@gantry/core';

/** Error codes of feeds. */
export const feedsErrors = defineErrors('FEEDS', {
  BUILD_FAILED: {
    kind: 'upstream',
    says: 'the process that builds the advisory database ended: {because}',
    advice: 'Look at the log of the server; the advisories that were there stay in use.',
  },
  CHECKSUM: {
    kind: 'input',
    says: 'the file has the checksum {found} and not {expected}',
    advice: 'Upload the file again.',
  },
  CHECKSUM_UNKNOWN: {
    kind: 'usage',
    says: 'the checksum {checksum} is neither SHA-256 nor SHA-512 in hex',
    advice: 'Give it as sha256:HEX, as sha256sum prints it.',
  },
  FILE_MISSING: {
    kind: 'input',
    says: 'the form has no file',
    advice: 'Send the file in the part `file` of a multipart form.',
  },
  FILE_TOO_LARGE: {
    kind: 'usage',
    says: 'the file is larger than the {limit} bytes that the feed {feed} takes',
    advice: 'Upload the ecosystems one by one.',
  },
  FILE_UNREADABLE: {
    kind: 'input',
    says: 'the file is no {expected}: {because}',
    advice: 'Upload the file as its source publishes it.',
  },
  FIELD: {
    kind: 'usage',
    says: '{field}: {because}',
    advice: 'Compare the request with the API reference (`GET /v2/openapi.json`).',
  },
  NO_UPLOAD: {
    kind: 'missing',
    says: 'nothing was uploaded for the feed {feed}',
    advice: 'Feeds that are synced from the network have nothing to delete.',
  },
  NOT_SWITCHABLE: {
    kind: 'unsupported',
    says: 'the feed {feed} cannot be switched',
    advice: 'Switch the feed vulnerabilities.',
  },
  UNKNOWN: {
    kind: 'usage',
    says: 'there is no feed {feed}',
    advice: 'Known: vulnerabilities, kev and the names of OSV ecosystems.',
  },
  VERSION_UNKNOWN: {
    kind: 'usage',
    says: 'the feed {feed} has no version {version}',
    advice: 'It has {known}; `latest` names it too.',
  },
});
