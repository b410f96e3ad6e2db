import type { FeedPart, FeedRequest } from '../../ingesting/define-feed.ts';
import { type FeedFile, findFeedFiles } from '../_shared/files/index.ts';
import { readCves } from './to-ratings.ts';

/** A year has up to 25 MB packed and 300 MB unpacked. */
const maxBytes = 1024 * 1024 * 1024;
const firstYear = 2002;
const lastYear = 2100;

const where = {
  folder: 'nvd',
  names: [`nvdcve-2.0-${firstYear}.json.gz`, `nvdcve-2.0-${firstYear}.json`, 'nvdcve-2.0.json.gz', 'nvdcve-2.0.json'],
  shape: /\.json(?:\.gz)?$/i,
  maxBytes,
};

/** The documents of a place; where it cannot be listed, the files of all years that it has. */
export async function nvdParts(request: FeedRequest): Promise<readonly FeedPart[]> {
  const files = await findFeedFiles(request, where);
  const [first] = files;
  const [, before, after] = /^(.*nvdcve-2\.0-)2002(\.json(?:\.gz)?)$/.exec(first?.place ?? '') ?? [];
  const byYear = request.origin.kind === 'url' && before !== undefined && after !== undefined;
  if (!byYear || !first) return files.map((file) => partOf(file.place, (sink) => readCves(file, sink)));
  const names = (year: number) => namesBelow(request, `${before}${year}${after}`);
  return [
    partOf(`${before}*${after}`, async (sink) => {
      await readCves(first, sink);
      for (let year = firstYear + 1; year <= lastYear; year += 1) {
        const file = await yearFile(request, names(year));
        if (!file) return;
        await readCves(file, sink);
      }
    }),
  ];
}

function partOf(place: string, read: FeedPart['read']): FeedPart {
  return { feed: 'nvd', ecosystem: 'nvd', place, fetchedAt: null, read };
}

function namesBelow({ origin }: FeedRequest, address: string): string[] {
  return address.slice(origin.place.length + 1).split('/');
}

async function yearFile({ origin }: FeedRequest, names: readonly string[]): Promise<FeedFile | null> {
  const opened = await origin.open(names, maxBytes);
  return opened && { place: origin.address(names), open: async () => opened };
}
