import { summaryImageCounts, summaryImageTags } from '@gantry/contract/summaries';
import { type Route, reply, route } from '../../kernel/http/index.ts';
import { countImages } from './counts.ts';
import { listTags } from './tags.ts';

/** Summaries of the catalogue of images. */
export const summaryRoutes: readonly Route[] = [
  route(summaryImageTags, async ({ scope, query }) => reply(summaryImageTags, 200, await listTags(scope, query))),
  route(summaryImageCounts, async ({ scope, query }) =>
    reply(summaryImageCounts, 200, await countImages(scope, query)),
  ),
];
