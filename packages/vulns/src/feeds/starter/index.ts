import { defineFeed } from '../../ingesting/define-feed.ts';
import { starterParts } from './fetch.ts';

/** The starter set that ships with Gantry: a folder of single OSV records and `kev.json`. */
export const starter = defineFeed({
  name: 'starter',
  about: 'The advisories that ship with Gantry, until live feeds are loaded',
  revision: 1,
  address: null,
  parts: starterParts,
});
