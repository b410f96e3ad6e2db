import { defineErrors } from '@gantry/core/errors';

/** Error codes of disk, archives and network. */
export const ioErrors = defineErrors('IO', {
  BLOCKS_CORRUPT: { kind: 'input', says: '{path} is damaged: {because}', advice: 'Fetch or build the file again.' },
  CLAMD_ADDRESS: {
    kind: 'usage',
    says: '{text} is not the address of a ClamAV daemon',
    advice: 'Write it as unix:/run/clamav/clamd.ctl or tcp://host:3310.',
  },
  CLAMD_BROKEN: {
    kind: 'upstream',
    says: 'the ClamAV daemon at {where} went away ({because})',
    advice: 'Look into the log of clamd, then scan again.',
  },
  CLAMD_PROTOCOL: {
    kind: 'upstream',
    says: 'what listens at {where} is no ClamAV daemon: {because}',
    advice: 'Check the address of clamd.',
  },
  CLAMD_TIMEOUT: {
    kind: 'upstream',
    says: 'the ClamAV daemon at {where} said nothing for {seconds} seconds',
    advice: 'Check the load of clamd and its MaxScanTime, then scan again.',
  },
  CLAMD_UNREACHABLE: {
    kind: 'upstream',
    says: 'the ClamAV daemon at {where} cannot be reached ({because})',
    advice: 'Start clamd, or check its address.',
  },
  FILE_MISSING: { kind: 'missing', says: '{path} does not exist', advice: 'Check the path.' },
  FILE_UNREADABLE: {
    kind: 'input',
    says: '{path} cannot be read: {because}',
    advice: 'Check the permissions of the file and of the folders above it.',
  },
  FILE_TOO_LARGE: {
    kind: 'limit',
    says: '{path} has {size} bytes, more than the {limit} that are read',
    advice: 'Hand in a smaller file.',
  },
  LOCKED: { kind: 'conflict', says: '{path} is held by {holder}', advice: 'Wait until it is done, then try again.' },
  WRITE_FAILED: {
    kind: 'upstream',
    says: '{path} cannot be written: {because}',
    advice: 'Check the free space and the permissions of the folder.',
  },
  ZIP_BROKEN: {
    kind: 'input',
    says: 'the zip archive cannot be read: {because}',
    advice: 'Rebuild the archive, or take it out of the artifact.',
  },
  ZIP_ENTRY_BROKEN: {
    kind: 'input',
    says: 'the entry of the archive cannot be read: {because}',
    advice: 'Rebuild the archive, or take it out of the artifact.',
  },
  ZIP_ENTRY_ENCRYPTED: {
    kind: 'unsupported',
    says: 'the entry of the archive is encrypted',
    advice: 'Check the content of the archive by other means.',
  },
  ZIP_LIMIT: {
    kind: 'limit',
    says: 'the archive is larger than what is read: {because}',
    advice: 'Check the archive by other means: this is how archive bombs look.',
  },
  GZIP_CORRUPT: {
    kind: 'input',
    says: 'the gzip stream is damaged ({because})',
    advice: 'Pull or build the artifact again.',
  },
  GZIP_TRUNCATED: {
    kind: 'input',
    says: 'the gzip stream ends too early',
    advice: 'Pull or build the artifact again.',
  },
  ZSTD_CORRUPT: {
    kind: 'input',
    says: 'the Zstandard stream is damaged or ends too early',
    advice: 'Pull or build the artifact again.',
  },
  ZSTD_WINDOW: {
    kind: 'limit',
    says: 'the Zstandard stream asks for a window of {window} bytes, more than the {limit} that are given',
    advice: 'Compress it without --long or --ultra.',
  },
  COMPRESSION_UNSUPPORTED: {
    kind: 'unsupported',
    says: 'streams packed with {compression} are not read',
    advice: 'Pack it with gzip or Zstandard.',
  },
  TAR_CORRUPT: {
    kind: 'input',
    says: 'the tar archive cannot be read: {because}',
    advice: 'Pull or build the artifact again.',
  },
  TAR_TRUNCATED: {
    kind: 'input',
    says: 'the tar archive ends inside an entry ({missing} bytes are missing)',
    advice: 'Pull or build the artifact again.',
  },
  TAR_LIMIT: {
    kind: 'limit',
    says: 'the tar archive has more than {limit} entries',
    advice: 'Check the archive by other means: no image archive has that many.',
  },
  INFLATE_LIMIT: {
    kind: 'limit',
    says: '{path} unpacks to more than is read ({limit} bytes)',
    advice: 'Check the archive by other means: this is how archive bombs look.',
  },
  HTTP_ADDRESS: { kind: 'usage', says: '{url} may not be requested', advice: 'Check the address.' },
  HTTP_BROKEN: {
    kind: 'upstream',
    says: 'the reply of {url} broke off',
    advice: 'Try again; if it stays, check the proxy and the server.',
  },
  HTTP_DIGEST: {
    kind: 'upstream',
    says: '{url} sent content with digest {digest} in place of {expected}',
    advice: 'The content is damaged or was tampered with: check the server and what is between.',
  },
  HTTP_NAME: {
    kind: 'upstream',
    says: 'the host of {url} is not known ({because})',
    advice: 'Check the spelling of the host and the name service.',
  },
  HTTP_REDIRECT: {
    kind: 'upstream',
    says: 'a redirect of {url} was not followed: {because}',
    advice: 'Check the address and the server.',
  },
  HTTP_REFUSED: {
    kind: 'usage',
    says: '{host} is not a public address, and nobody allowed it',
    advice: 'Register the registry, or let the operator permit the host or its range.',
  },
  HTTP_SIZE: {
    kind: 'upstream',
    says: '{url} sent {size} bytes in place of {expected}',
    advice: 'Try again; if it stays, check the server.',
  },
  HTTP_SLOW: { kind: 'upstream', says: '{url} sends too slowly', advice: 'Try again later, or check the network.' },
  HTTP_TIMEOUT: {
    kind: 'upstream',
    says: '{url} did not answer in time',
    advice: 'Try again later, or check the network and the proxy.',
  },
  HTTP_TLS: {
    kind: 'upstream',
    says: 'the secure connection to {url} failed ({because})',
    advice:
      'If the server has a certificate of your own authority, name the file of the authority (--http-ca, --registry-ca, or NODE_EXTRA_CA_CERTS); if it does not speak TLS, write http://.',
  },
  HTTP_TOO_LARGE: {
    kind: 'limit',
    says: '{url} sent more than {limit} bytes',
    advice: 'Check the server: nothing that large was expected.',
  },
  HTTP_UNREACHABLE: {
    kind: 'upstream',
    says: '{url} cannot be reached ({because})',
    advice: 'Check the address, the network and the proxy settings.',
  },
  PROGRAM_MISSING: {
    kind: 'missing',
    says: 'the program {name} cannot be run',
    advice: 'Install it, or change the setting that names it.',
  },
  PROGRAM_OUTPUT: {
    kind: 'limit',
    says: 'the program {name} printed more than {limit} bytes',
    advice: 'Check the program.',
  },
  PROGRAM_TIMEOUT: {
    kind: 'upstream',
    says: 'the program {name} did not end within {seconds} seconds',
    advice: 'Run it by hand to see what it waits for.',
  },
});
