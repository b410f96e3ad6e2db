import type { Db } from '../../kernel/db/index.ts';
import type { FeedSlot } from './feed-names.ts';
import type { SyncState } from './ports.ts';

/** A file that was uploaded for a feed. */
export interface Upload {
  /** Name of the slot. */
  readonly name: string;
  readonly content: FeedSlot['content'];
  /** `sha256:` of the bytes. */
  readonly digest: string;
  /** As the uploader stated it. */
  readonly checksum: string;
  readonly version: string;
  /** RFC 3339 UTC: when it was built, as stated, and when it came. */
  readonly built: string;
  readonly receivedAt: string;
  /** Bytes. */
  readonly size: number;
}

const keys = { state: 'feeds.sync', off: 'feeds.off', upload: 'feeds.upload.' } as const;

const never: SyncState = {
  state: 'never',
  startedAt: null,
  finishedAt: null,
  completedAt: null,
  digest: null,
  error: null,
};

/** What feeds remember, in the table of settings. */
export interface FeedSettings {
  state(): Promise<SyncState>;
  setState(part: Partial<SyncState>): Promise<void>;
  /** Is syncing switched off by a request? */
  off(): Promise<boolean>;
  setOff(off: boolean): Promise<void>;
  uploads(): Promise<readonly Upload[]>;
  putUpload(upload: Upload): Promise<void>;
  /** False when there was none. */
  dropUpload(name: string): Promise<boolean>;
}

/** The settings of feeds in a database. */
export function feedSettings(db: Db, now: () => Date): FeedSettings {
  const get = async <T>(key: string, none: T): Promise<T> => {
    const row = await db.selectFrom('setting').select('value').where('key', '=', key).executeTakeFirst();
    return row === undefined ? none : (row.value as T);
  };
  const put = async (key: string, content: unknown): Promise<void> => {
    const value = JSON.stringify(content);
    await db
      .insertInto('setting')
      .values({ key, value, last_updated: now() })
      .onConflict((on) => on.column('key').doUpdateSet({ value, last_updated: now() }))
      .execute();
  };
  const state = () => get(keys.state, never);
  return {
    state,
    setState: async (part) => await put(keys.state, { ...(await state()), ...part }),
    off: () => get(keys.off, false),
    setOff: (off) => put(keys.off, off),
    uploads: async () => {
      const rows = await db
        .selectFrom('setting')
        .select('value')
        .where('key', 'like', `${keys.upload}%`)
        .orderBy('key')
        .execute();
      return rows.map(({ value }) => value as Upload);
    },
    putUpload: (upload) => put(`${keys.upload}${upload.name}`, upload),
    dropUpload: async (name) => {
      const { numDeletedRows } = await db
        .deleteFrom('setting')
        .where('key', '=', `${keys.upload}${name}`)
        .executeTakeFirst();
      return numDeletedRows > 0n;
    },
  };
}
