import { vulnsErrors } from '../../errors.ts';
import type { PartSink } from '../../ingesting/define-feed.ts';
import { type FeedFile, textOfFile } from '../_shared/files/index.ts';
import { type Dict, isDict, textAt } from '../_shared/osv/read.ts';
import { readProduct, readProductsDocument } from './schema.ts';

const limits = { feed: 'eol', maxBytes: 100 * 1024 * 1024 } as const;

/** Reads a document of products into the sink. VULNS_FEED_UNREADABLE when it is none; a bad product is only counted. */
export async function readProducts(file: FeedFile, sink: PartSink): Promise<void> {
  const document = readProductsDocument(await textOfFile(file, limits));
  if (!document)
    throw vulnsErrors.FEED_UNREADABLE({ feed: 'eol', place: file.place, because: 'it is no list of products in JSON' });
  sink.expect(document.products.length);
  for (const [position, value] of document.products.entries()) {
    const read = isDict(value) ? readProduct(value) : null;
    const name = nameOf(value, position);
    if (!read) sink.rejected('bad-product', name);
    else sink.product(read.product, document.asOf);
    if (read && read.badCycles > 0) sink.flawed('bad-cycle', name);
  }
  await sink.pause();
}

function nameOf(value: unknown, position: number): string {
  const dict: Dict = isDict(value) ? value : {};
  return textAt(dict, 'product', 100) ?? textAt(dict, 'name', 100) ?? `product ${position}`;
}
