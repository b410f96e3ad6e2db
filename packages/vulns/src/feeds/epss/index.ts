import { defineFeed } from '../../ingesting/define-feed.ts';
import { epssParts } from './fetch.ts';

/** FIRST's Exploit Prediction Scoring System: how likely each CVE is exploited soon. */
export const epss = defineFeed({
  name: 'epss',
  about: 'Forecasts of exploitation by FIRST (https://www.first.org/epss)',
  revision: 1,
  address: 'https://epss.empiricalsecurity.com',
  parts: epssParts,
});
