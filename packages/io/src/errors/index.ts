import { defineErrors } from '@gantry/core/errors';

/** Error codes of disk, archives and network. */
export const ioErrors = defineErrors('IO', {
  FILE_MISSING: { kind: 'missing', says: '{path} does not exist', advice: 'Check the path.' },
  FILE_UNREADABLE: { kind: 'input', says: '{path} cannot be read: {because}', advice: 'Check the permissions of the file and of the folders above it.' },
  FILE_TOO_LARGE: { kind: 'limit', says: '{path} has {size} bytes, more than the {limit} that are read', advice: 'Hand in a smaller file.' },
  WRITE_FAILED: { kind: 'upstream', says: '{path} cannot be written: {because}', advice: 'Check the free space and the permissions of the folder.' },
  ZIP_BROKEN: { kind: 'input', says: 'the zip archive cannot be read: {because}', advice: 'Rebuild the archive, or take it out of the artifact.' },
  ZIP_ENTRY_BROKEN: { kind: 'input', says: 'the entry of the archive cannot be read: {because}', advice: 'Rebuild the archive, or take it out of the artifact.' },
  ZIP_ENTRY_ENCRYPTED: { kind: 'unsupported', says: 'the entry of the archive is encrypted', advice: 'Check the content of the archive by other means.' },
  ZIP_LIMIT: { kind: 'limit', says: 'the archive is larger than what is read: {because}', advice: 'Check the archive by other means: this is how archive bombs look.' },
});
