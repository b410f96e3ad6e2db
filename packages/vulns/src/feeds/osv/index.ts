import { defineFeed } from '../../ingesting/define-feed.ts';
import { osvParts } from './fetch.ts';

/** The OSV database: one zip of JSON records per ecosystem, in the layout of its public bucket. */
export const osv = defineFeed({
  name: 'osv',
  about: 'OSV records of every ecosystem (https://google.github.io/osv.dev/data/)',
  revision: 1,
  address: 'https://osv-vulnerabilities.storage.googleapis.com',
  parts: osvParts,
});
