import { ecosystemScheme } from '@gantry/vulns';
import { feedsErrors } from './errors.ts';

/** What an uploaded file is: records of all kinds, of one ecosystem, or the catalogue of exploited vulnerabilities. */
export interface FeedSlot {
  /** `vulnerabilities`, `kev`, or the ecosystem. */
  readonly name: string;
  readonly content: 'all' | 'ecosystem' | 'kev';
  /** Most bytes of a file. */
  readonly limit: number;
}

const gib = 2 ** 30;
const all: FeedSlot = { name: 'vulnerabilities', content: 'all', limit: 8 * gib };
const kev: FeedSlot = { name: 'kev', content: 'kev', limit: 10 * 2 ** 20 };
const named: ReadonlyMap<string, FeedSlot> = new Map([
  ['vulnerabilities', all],
  ['vulnerability_db', all],
  ['kev', kev],
  ['kev_db', kev],
]);

/** The slot that a feed's name means; FEEDS_UNKNOWN. */
export function feedSlot(name: string): FeedSlot {
  const slot = named.get(name);
  if (slot !== undefined) return slot;
  // A release has no zip of its own; and the name becomes that of a folder.
  if (name.includes(':') || ecosystemScheme(name) === null) throw feedsErrors.UNKNOWN({ feed: name.slice(0, 100) });
  return { name, content: 'ecosystem', limit: 4 * gib };
}
