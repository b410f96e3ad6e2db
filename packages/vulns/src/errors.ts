import { defineErrors } from '@gantry/core';

/** Error codes of feeds, the advisory database and matching. */
export const vulnsErrors = defineErrors('VULNS', {
  ABANDONED: {
    kind: 'usage',
    says: 'the update was given up',
    advice: 'Run `gantry db update` again when it suits: the old database is still in place.',
  },
  DB_CORRUPT: {
    kind: 'stale',
    says: 'the advisory database in {path} is damaged: {because}',
    advice: 'Run `gantry db update` to build it afresh.',
  },
  DB_LOCKED: {
    kind: 'conflict',
    says: 'another update of {path} is running ({holder})',
    advice: 'Wait until it is done.',
  },
  DB_MISSING: {
    kind: 'stale',
    says: 'there is no advisory database in {path}',
    advice: 'Run `gantry db update`, or `gantry db update --from URL|DIR` for a mirror.',
  },
  DB_TOO_NEW: {
    kind: 'stale',
    says: 'the advisory database in {path} was built by a newer Gantry (format {format})',
    advice: 'Run `gantry db update` to build it afresh, or update Gantry.',
  },
  FEED_ECOSYSTEM_UNKNOWN: {
    kind: 'usage',
    says: '{place} has no ecosystem {ecosystem}',
    advice: 'Known there: {known}.',
  },
  FEED_EMPTY: {
    kind: 'input',
    says: 'no advisories were found in {place}',
    advice:
      'Name a folder or URL in the layout of the OSV bucket (ecosystems.txt and ECOSYSTEM/all.zip), or one all.zip.',
  },
  FEED_PLACE_MISSING: {
    kind: 'missing',
    says: '{place} is neither a URL nor an existing path',
    advice: 'Check the value of --from.',
  },
  FEED_TOO_LARGE: {
    kind: 'limit',
    says: '{place} has {size} bytes, more than the {limit} that are read',
    advice: 'Check that it is an advisory feed.',
  },
  FEED_UNKNOWN: {
    kind: 'usage',
    says: 'there is no feed {feed}',
    advice: 'Known are {known}.',
  },
  FEED_UNREACHABLE: {
    kind: 'upstream',
    says: '{url} could not be fetched: {because}',
    advice: 'Check the network and the proxy, or use a mirror with --from. The database that was there is unchanged.',
  },
  FEED_UNREADABLE: {
    kind: 'input',
    says: '{place} is no readable {feed} feed: {because}',
    advice: 'Fetch the file again. The database that was there is unchanged.',
  },
});
