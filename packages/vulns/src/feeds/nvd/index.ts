import { defineFeed } from '../../ingesting/define-feed.ts';
import { nvdParts } from './fetch.ts';

/** NVD's word on CVEs: CVSS scores with their sources, and CISA's decision points. */
export const nvd = defineFeed({
  name: 'nvd',
  about: 'CVSS scores and SSVC decision points of CVEs, from NVD (https://nvd.nist.gov/feeds/json/cve/2.0)',
  revision: 1,
  address: null,
  parts: nvdParts,
});
