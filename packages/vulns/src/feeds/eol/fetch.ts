import type { FeedPart, FeedRequest } from '../../ingesting/define-feed.ts';
import { findFeedFiles } from '../_shared/files/index.ts';
import { readProducts } from './to-products.ts';

const where = {
  folder: 'eol',
  // `full` is the address of the API; the others are names in mirrors.
  names: ['eol.json', 'eol.json.gz', 'full', 'full.json'],
  shape: /\.json(?:\.gz)?$/i,
  /** All products have about 5 MB. */
  maxBytes: 50 * 1024 * 1024,
};

/** The products of a place. */
export async function eolParts(request: FeedRequest): Promise<readonly FeedPart[]> {
  const names = request.origin.place.endsWith('/api/v1/products') ? ['full'] : where.names;
  const files = await findFeedFiles(request, { ...where, names });
  return files.map((file) => ({
    feed: 'eol',
    ecosystem: 'eol',
    place: file.place,
    fetchedAt: null,
    read: (sink) => readProducts(file, sink),
  }));
}
