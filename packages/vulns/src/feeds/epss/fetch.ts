import { byCodeUnit } from '@gantry/core';
import type { FeedPart, FeedRequest } from '../../ingesting/define-feed.ts';
import { type FeedFile, findFeedFiles } from '../_shared/files/index.ts';
import { readScores } from './to-forecasts.ts';

const where = {
  folder: 'epss',
  names: ['epss_scores-current.csv.gz', 'epss_scores-current.csv'],
  shape: /\.csv(?:\.gz)?$/i,
  /** A day has about 2 MB packed. */
  maxBytes: 100 * 1024 * 1024,
};

/** Files of single days, of which a mirror may keep many. */
const dayFile = /^(.*epss_scores-\d{4}-\d\d-\d\d)\.csv(?:\.gz)?$/;

/** The scores of a place: in a folder all files, but of those of single days only the newest. */
export async function epssParts(request: FeedRequest): Promise<readonly FeedPart[]> {
  const files = await findFeedFiles(request, where);
  return withoutOlderDays(files).map((file) => ({
    feed: 'epss',
    ecosystem: 'epss',
    place: file.place,
    fetchedAt: null,
    read: (sink) => readScores(file, sink),
  }));
}

function withoutOlderDays(files: readonly FeedFile[]): readonly FeedFile[] {
  const days = files.filter(({ place }) => dayFile.test(place)).sort((a, b) => byCodeUnit(b.place, a.place));
  return files.filter((file) => !days.includes(file) || file === days[0]);
}
