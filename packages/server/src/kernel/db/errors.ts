import { defineErrors } from '@gantry/core';

/** Error codes of the databases. */
export const dbErrors = defineErrors('DB', {
  FOLDER_HELD: {
    kind: 'conflict',
    says: 'the data folder {path} is in use by {holder}',
    advice:
      'The embedded database serves one server. Stop the other one, choose another folder (--data), or use a PostgreSQL server (DATABASE_URL) for several.',
  },
  FOLDER_LOST: {
    kind: 'conflict',
    says: 'another process took the data folder {path} over, because this one had shown no sign of life',
    advice: 'Start the server again; check why this machine or container stood still.',
  },
  ENGINE_VERSION: {
    kind: 'unsupported',
    says: 'the database was made by PostgreSQL {found}, this server works with {needed}',
    advice: 'Start it with the version of Gantry that it was made with, or move the data by dump and restore.',
  },
  ENGINE_STOPPED: {
    kind: 'upstream',
    says: 'the embedded database stopped: {because}',
    advice: 'Start the server again; the log has the cause.',
  },
  SESSION_BUSY: {
    kind: 'upstream',
    says: 'the database was busy for {seconds} s',
    advice: 'Try again later. A site with many users wants a PostgreSQL server (DATABASE_URL).',
  },
  URL_INVALID: {
    kind: 'usage',
    says: 'the address of the database (DATABASE_URL) cannot be read',
    advice: 'Write it as postgres://user:password@host:port/database; encode special characters of the password.',
  },
  UNREACHABLE: {
    kind: 'upstream',
    says: 'the database at {where} cannot be reached: {because}',
    advice: 'Check that the server runs, and the address, the user and the password in DATABASE_URL.',
  },
  SCHEMA_NEWER: {
    kind: 'unsupported',
    says: 'the database has the step {step}, which this version of Gantry does not know',
    advice: 'Start the newer version that made it.',
  },
});
