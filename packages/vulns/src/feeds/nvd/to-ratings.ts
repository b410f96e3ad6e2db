import { isCodedError } from '@gantry/core';
import { vulnsErrors } from '../../errors.ts';
import type { PartSink } from '../../ingesting/define-feed.ts';
import { type FeedFile, unpackedPieces } from '../_shared/files/index.ts';
import { itemsOf } from './items.ts';
import { readCve } from './schema.ts';

const limits = { feed: 'nvd', maxBytes: 4 * 1024 * 1024 * 1024 } as const;

/** Reads a document of the NVD API 2.0 into the sink. VULNS_FEED_UNREADABLE when it is none; a bad CVE is only counted. */
export async function readCves(file: FeedFile, sink: PartSink): Promise<void> {
  let seen = 0;
  await sink.pause();
  try {
    for await (const items of itemsOf(unpackedPieces(file, limits), 'vulnerabilities')) {
      for (const item of items) take(item, sink);
      seen += items.length;
      await sink.pause();
    }
  } catch (cause) {
    if (isCodedError(cause)) throw cause;
    throw unreadable(file, cause instanceof Error ? cause.message : String(cause), cause);
  }
  if (seen === 0) throw unreadable(file, 'it has no list of vulnerabilities');
}

function take(item: string, sink: PartSink): void {
  const read = readCve(item);
  if (!read) {
    sink.rejected('bad-cve', item.slice(0, 60));
    return;
  }
  const { rating, modified, badScores } = read;
  sink.rating(rating, modified);
  if (badScores > 0) sink.flawed('bad-score', rating.cve);
}

function unreadable({ place }: FeedFile, because: string, cause?: unknown): Error {
  return vulnsErrors.FEED_UNREADABLE({ feed: 'nvd', place, because }, { cause });
}
