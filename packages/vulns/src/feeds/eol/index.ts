import { defineFeed } from '../../ingesting/define-feed.ts';
import { eolParts } from './fetch.ts';

/** End-of-life dates of products, by endoflife.date. */
export const eol = defineFeed({
  name: 'eol',
  about: 'Support periods of distributions, languages and products (https://endoflife.date)',
  revision: 1,
  address: 'https://endoflife.date/api/v1/products',
  parts: eolParts,
});
