import type { Platform } from '../../kernel/platform/index.ts';
import type { FeedSlot } from './feed-names.ts';
import type { Feeds } from './ports.ts';
import { hasNoSource, type SyncParts, syncName } from './sync.ts';
import { dropUpload, takeUpload, type UploadWords } from './upload.ts';
import type { FeedFacts } from './views.ts';

/** What routes ask. */
export interface FeedsService extends Feeds {
  facts(): Promise<FeedFacts>;
  /** Asks for a sync; gives the word for the person who asked. */
  ask(force: boolean): Promise<string>;
  switchTo(enabled: boolean): Promise<void>;
  upload(
    slot: FeedSlot,
    given: { readonly words: UploadWords; readonly content: AsyncIterable<Uint8Array> },
  ): Promise<void>;
  /** FEEDS_NO_UPLOAD. */
  drop(name: string): Promise<void>;
}

/** Feeds over the settings, the queue and the advisories in use. */
export function createFeedsService(parts: SyncParts & { readonly platform: Platform }): FeedsService {
  const { platform, settings, shelf, advisories } = parts;
  const requestSync = async (force: boolean): Promise<boolean> => {
    const id = await platform.queue.send(syncName, { force }, { singleton: syncName });
    return id !== null;
  };
  return {
    syncState: () => settings.state(),
    requestSync: async ({ force = false } = {}) => void (await requestSync(force)),
    facts: async () => ({
      status: advisories.status(),
      sync: await settings.state(),
      off: await settings.off(),
      uploads: await settings.uploads(),
    }),
    ask: async (force) => {
      if (await settings.off()) return 'The feed is switched off; nothing is synced.';
      if (await hasNoSource(parts)) return 'No feeds are configured and none were uploaded; nothing is synced.';
      return (await requestSync(force)) ? 'The sync was put into the queue.' : 'A sync waits or runs already.';
    },
    switchTo: (enabled) => settings.setOff(!enabled),
    upload: async (slot, given) => {
      await takeUpload({ platform, settings, shelf }, slot, given);
      await requestSync(true);
    },
    drop: async (name) => {
      await dropUpload({ platform, settings, shelf }, name);
      await requestSync(true);
    },
  };
}
