import { type EnrichingFeed, ecosystemScheme } from '@gantry/vulns';
import { feedsErrors } from './errors.ts';

/** What an uploaded file is: records of all kinds, of one ecosystem, the catalogue of exploited vulnerabilities, or what adds to them. */
export interface FeedSlot {
  /** `vulnerabilities`, `kev`, `epss`, `eol`, `nvd`, `malware-hashes`, or the ecosystem. */
  readonly name: string;
  readonly content: 'all' | 'ecosystem' | 'kev' | EnrichingFeed;
  /** Most bytes of a file. */
  readonly limit: number;
}

const gib = 2 ** 30;
const all: FeedSlot = { name: 'vulnerabilities', content: 'all', limit: 8 * gib };
const kev: FeedSlot = { name: 'kev', content: 'kev', limit: 10 * 2 ** 20 };
const enriching = [
  { name: 'eol', content: 'eol', limit: 50 * 2 ** 20 },
  { name: 'epss', content: 'epss', limit: 100 * 2 ** 20 },
  { name: 'malware-hashes', content: 'malware-hashes', limit: 2 * gib },
  { name: 'nvd', content: 'nvd', limit: gib },
] as const satisfies readonly FeedSlot[];
const named: ReadonlyMap<string, FeedSlot> = new Map([
  ['vulnerabilities', all],
  ['vulnerability_db', all],
  ['kev', kev],
  ['kev_db', kev],
  ...enriching.map((slot) => [slot.name, slot] as const),
  ['epss_db', enriching[1]],
]);

/** The slot that a feed's name means; FEEDS_UNKNOWN. */
export function feedSlot(name: string): FeedSlot {
  const slot = named.get(name);
  if (slot !== undefined) return slot;
  // A release has no zip of its own; and the name becomes that of a folder.
  if (name.includes(':') || ecosystemScheme(name) === null) throw feedsErrors.UNKNOWN({ feed: name.slice(0, 100) });
  return { name, content: 'ecosystem', limit: 4 * gib };
}
