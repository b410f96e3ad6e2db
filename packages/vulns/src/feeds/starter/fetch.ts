import type { FeedPart, FeedRequest } from '../../ingesting/define-feed.ts';
import { readStarter } from './to-advisories.ts';

/** The mark of a starter folder: the exploited entries beside the records. */
const starterMark = 'kev.json';

/** The folder as one part; nothing when the place is not a starter folder. */
export async function starterParts({ origin }: FeedRequest): Promise<readonly FeedPart[]> {
  if (!origin.list([]).includes(starterMark)) return [];
  const records = origin.list([]).filter((name) => name.endsWith('.json') && name !== starterMark);
  return [
    {
      feed: 'starter',
      ecosystem: null,
      place: origin.place,
      fetchedAt: null,
      read: (sink) => readStarter(origin, records, sink),
    },
  ];
}
