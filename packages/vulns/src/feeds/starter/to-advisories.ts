import { vulnsErrors } from '../../errors.ts';
import type { PartSink } from '../../ingesting/define-feed.ts';
import type { FeedOrigin } from '../../ingesting/origin.ts';
import { readKevEntry } from '../_shared/kev-entry.ts';
import { readInto } from '../_shared/osv/index.ts';
import { readStarterFacts } from './schema.ts';

const maxBytes = 1024 * 1024;

/** Reads the records and the exploited entries of the starter set. VULNS_FEED_UNREADABLE when its facts are damaged. */
export async function readStarter(origin: FeedOrigin, records: readonly string[], sink: PartSink): Promise<void> {
  const facts = readStarterFacts((await textAt(origin, ['kev.json'])) ?? '');
  if (!facts)
    throw vulnsErrors.FEED_UNREADABLE({ feed: 'starter', place: origin.place, because: 'kev.json is damaged' });
  sink.expect(records.length);
  for (const name of records) {
    const text = await textAt(origin, [name]);
    if (text !== null) readInto(sink, text, { feed: 'starter', name });
  }
  for (const value of facts.knownExploited) {
    const entry = readKevEntry(value);
    if (entry) sink.knownExploited(entry);
    else sink.rejected('bad-entry', 'kev.json');
  }
  await sink.pause();
}

async function textAt(origin: FeedOrigin, names: readonly string[]): Promise<string | null> {
  const open = await origin.open(names, maxBytes);
  if (!open) return null;
  try {
    return Buffer.from(open.access.read(0, open.access.size)).toString('utf8');
  } finally {
    open.close();
  }
}
