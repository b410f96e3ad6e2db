import {
  deleteFeed,
  getSystemFeed,
  getSystemFeeds,
  postSystemFeeds,
  toggleFeedEnabled,
  uploadSystemFeed,
} from '@gantry/contract/feeds';
import { type Call, type Route, reply, route } from '../../kernel/http/index.ts';
import { feedsErrors } from './errors.ts';
import { feedSlot } from './feed-names.ts';
import type { FeedsService } from './service.ts';
import { toDataRecord, toFeed, toFeeds } from './views.ts';

/** The operations of `/system/feeds`. */
export function feedRoutes(service: FeedsService): readonly Route[] {
  return [
    route(getSystemFeeds, async () => reply(getSystemFeeds, 200, toFeeds(await service.facts()))),
    route(postSystemFeeds, async ({ query }) => {
      const message = await service.ask(query.force_sync === true);
      return reply(postSystemFeeds, 200, { message });
    }),
    route(toggleFeedEnabled, async ({ params, query }) => {
      if (params.feed === 'packages') throw feedsErrors.NOT_SWITCHABLE({ feed: params.feed });
      if (feedSlot(params.feed).name !== 'vulnerabilities') throw feedsErrors.NOT_SWITCHABLE({ feed: params.feed });
      await service.switchTo(query.enabled);
      return reply(toggleFeedEnabled, 200, toFeed('vulnerabilities', await service.facts()));
    }),
    route(getSystemFeed, async ({ params, query }) =>
      reply(getSystemFeed, 200, toDataRecord(feedSlot(params.feed), query.version, await service.facts())),
    ),
    route(uploadSystemFeed, async (call) => {
      const slot = feedSlot(call.params.feed);
      await eachFile(call, (content) => service.upload(slot, { words: call.query, content }));
      return reply(uploadSystemFeed, 202, undefined);
    }),
    route(deleteFeed, async ({ params }) => {
      await service.drop(slotToDelete(params.feed));
      return reply(deleteFeed, 200, undefined);
    }),
  ];
}

/** Deleting what is not known is "not found", as the document has it. */
function slotToDelete(feed: string): string {
  try {
    return feedSlot(feed).name;
  } catch {
    throw feedsErrors.NO_UPLOAD({ feed: feed.slice(0, 100) });
  }
}

/** A file is read while the form arrives: leaving the loop early would cut it off. */
async function eachFile(
  call: Pick<Call<typeof uploadSystemFeed>, 'files'>,
  take: (content: AsyncIterable<Uint8Array>) => Promise<void>,
): Promise<void> {
  let files = 0;
  for await (const { field, content } of call.files()) {
    if (field !== 'file' && field !== '') continue;
    files += 1;
    if (files === 1) await take(content);
  }
  if (files === 0) throw feedsErrors.FILE_MISSING();
}
