import { vulnsErrors } from '../../errors.ts';
import type { PartSink } from '../../ingesting/define-feed.ts';
import { type FeedFile, linesOf, unpackedPieces } from '../_shared/files/index.ts';
import { readColumns, readScore, type ScoreColumns, scoreDay } from './schema.ts';

const limits = { feed: 'epss', maxBytes: 512 * 1024 * 1024 } as const;

/** Reads a file of scores into the sink. VULNS_FEED_UNREADABLE when it is none; a bad row is only counted. */
export async function readScores(file: FeedFile, sink: PartSink): Promise<void> {
  let columns: ScoreColumns | null = null;
  let day: string | null = null;
  await sink.pause();
  for await (const lines of linesOf(unpackedPieces(file, limits))) {
    for (const line of lines) {
      if (line.startsWith('#')) day ??= scoreDay(line);
      else if (columns) takeRow(line, { columns, day }, sink);
      else columns = columnsOf(line, file.place);
    }
    await sink.pause();
  }
  if (!columns) columnsOf('', file.place);
}

function columnsOf(line: string, place: string): ScoreColumns {
  const columns = readColumns(line);
  if (columns) return columns;
  throw vulnsErrors.FEED_UNREADABLE({ feed: 'epss', place, because: 'its columns are not cve, epss and percentile' });
}

function takeRow(line: string, by: { columns: ScoreColumns; day: string | null }, sink: PartSink): void {
  if (line.trim() === '') return;
  const row = readScore(line, by.columns, by.day);
  if (row) sink.forecast(row.cve, row.forecast);
  else sink.rejected('bad-row', line.slice(0, 60));
}
