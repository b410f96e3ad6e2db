import { defineFeed } from '../../ingesting/define-feed.ts';
import { kevParts } from './fetch.ts';

/** CISA's catalogue of known exploited vulnerabilities. */
export const kev = defineFeed({
  name: 'kev',
  about: 'Known exploited vulnerabilities (https://www.cisa.gov/known-exploited-vulnerabilities-catalog)',
  revision: 1,
  address: 'https://www.cisa.gov/sites/default/files/feeds',
  parts: kevParts,
});
