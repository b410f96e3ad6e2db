import type { Feed } from '../ingesting/define-feed.ts';
import { kev } from './kev/index.ts';
import { osv } from './osv/index.ts';
import { starter } from './starter/index.ts';

/** Every feed, in alphabetical order. */
export const feeds: readonly Feed[] = [kev, osv, starter];
