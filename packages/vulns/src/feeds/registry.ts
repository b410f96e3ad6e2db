import type { Feed } from '../ingesting/define-feed.ts';
import { eol } from './eol/index.ts';
import { epss } from './epss/index.ts';
import { kev } from './kev/index.ts';
import { malwareHashes } from './malware-hashes/index.ts';
import { nvd } from './nvd/index.ts';
import { osv } from './osv/index.ts';
import { starter } from './starter/index.ts';

/** Every feed, in alphabetical order. */
export const feeds: readonly Feed[] = [eol, epss, kev, malwareHashes, nvd, osv, starter];
