import { vulnsErrors } from '../../errors.ts';
import type { PartSink } from '../../ingesting/define-feed.ts';
import { readKevEntry } from '../_shared/kev-entry.ts';
import { isDict, textAt } from '../_shared/osv/read.ts';
import { readCatalogueShape } from './schema.ts';

/** Reads the catalogue into the sink. VULNS_FEED_UNREADABLE when it is none; a bad entry is only counted. */
export async function readCatalogue(text: string, place: string, sink: PartSink): Promise<void> {
  const entries = readCatalogueShape(text);
  if (!entries) throw vulnsErrors.FEED_UNREADABLE({ feed: 'kev', place, because: 'it is no catalogue in JSON' });
  sink.expect(entries.length);
  for (const [position, value] of entries.entries()) {
    const entry = readKevEntry(value);
    if (entry) sink.knownExploited(entry);
    else sink.rejected('bad-entry', (isDict(value) && textAt(value, 'cveID')) || `entry ${position}`);
  }
  await sink.pause();
}
