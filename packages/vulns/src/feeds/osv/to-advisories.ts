import { isCodedError } from '@gantry/core';
import { readZipEntry, readZipIndex, type ZipEntry, type ZipIndex } from '@gantry/io/archive';
import type { RandomAccess } from '@gantry/io/files';
import { vulnsErrors } from '../../errors.ts';
import type { PartSink } from '../../ingesting/define-feed.ts';
import { readInto } from '../_shared/osv/index.ts';

const limits = { maxEntries: 2_000_000, maxDirectoryBytes: 256 * 1024 * 1024 } as const;
/** The largest real records have some MB. */
const maxRecordBytes = 16 * 1024 * 1024;
/** All records of the bucket together have a few GB. */
const maxTotalBytes = 16 * 1024 * 1024 * 1024;
const recordsBetweenPauses = 200;

/** Reads every `.json` of an OSV zip. VULNS_FEED_UNREADABLE when it is no zip; a bad record is only counted. */
export async function readZip(content: RandomAccess, place: string, sink: PartSink): Promise<void> {
  const { entries } = openIndex(content, place);
  const records = entries.filter(({ name }) => name.endsWith('.json'));
  sink.expect(records.length);
  for (const [position, entry] of records.entries()) {
    if (position % recordsBetweenPauses === 0) await sink.pause();
    readEntry(content, entry, sink);
  }
  await sink.pause();
}

function openIndex(content: RandomAccess, place: string): ZipIndex {
  const index = readIndex(content, place);
  const size = index.entries.reduce((total, entry) => total + entry.size, 0);
  if (size > maxTotalBytes) throw vulnsErrors.FEED_TOO_LARGE({ place, size, limit: maxTotalBytes });
  if (index.overlapping) {
    throw vulnsErrors.FEED_UNREADABLE({ feed: 'osv', place, because: 'its members overlap, as in an archive bomb' });
  }
  return index;
}

function readIndex(content: RandomAccess, place: string): ZipIndex {
  try {
    return readZipIndex(content, limits);
  } catch (cause) {
    const because = isCodedError(cause) ? cause.message : String(cause);
    throw vulnsErrors.FEED_UNREADABLE({ feed: 'osv', place, because }, { cause });
  }
}

function readEntry(content: RandomAccess, entry: ZipEntry, sink: PartSink): void {
  try {
    const bytes = readZipEntry(content, entry, maxRecordBytes);
    readInto(sink, Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8'), {
      feed: 'osv',
      name: entry.name,
    });
  } catch (error) {
    if (!isCodedError(error) || !error.code.startsWith('IO_')) throw error;
    sink.rejected(error.code, entry.name);
  }
}
