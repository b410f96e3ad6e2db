import type { OpenAccess } from '@gantry/io/files';
import type { FeedPart, FeedRequest } from '../../ingesting/define-feed.ts';
import { readCatalogue } from './to-advisories.ts';

const file = 'known_exploited_vulnerabilities.json';
/** The catalogue has about 2 MB. Empty entries take forty times the room of their text, and all are read at once. */
const maxBytes = 10 * 1024 * 1024;

/** The catalogue, under `kev/` of a mirror or at the place itself; nothing when the place has none. */
export async function kevParts({ origin }: FeedRequest): Promise<readonly FeedPart[]> {
  for (const names of [['kev', file], [file]]) {
    const open = await origin.open(names, maxBytes);
    if (open) return [part(origin.address(names), textOf(open))];
  }
  return [];
}

function part(place: string, text: string): FeedPart {
  return { feed: 'kev', ecosystem: 'kev', place, fetchedAt: null, read: (sink) => readCatalogue(text, place, sink) };
}

function textOf(open: OpenAccess): string {
  try {
    return Buffer.from(open.access.read(0, open.access.size)).toString('utf8');
  } finally {
    open.close();
  }
}
