import { adoptDatabase, installedFile } from '@gantry/vulns';
import { type Db, dropStored, storedBytes, storeFile } from '../../kernel/db/index.ts';

/**
 * The copy of the advisory database that all servers of a site share: its bytes lie in the PostgreSQL database, so a worker that
 * builds it needs no common disk with the others, and all of them match with the same file.
 */
export interface SiteCopy {
  /** Takes the site's database over when it is another one than that of the folder. True when it did. */
  fetch(folder: string): Promise<boolean>;
  /** Makes the database of the folder the site's. */
  publish(folder: string): Promise<void>;
}

const key = 'advisories.current';
const lead = 'advisories/';

/** The copy in this database. */
export function siteCopy(db: Db, now: () => Date): SiteCopy {
  return {
    fetch: async (folder) => {
      const row = await db.selectFrom('setting').select('value').where('key', '=', key).executeTakeFirst();
      const digest = (row?.value as { readonly digest?: string } | undefined)?.digest;
      if (digest === undefined || installedFile(folder)?.digest === digest) return false;
      await adoptDatabase(folder, digest, storedBytes(db, `${lead}${digest}`));
      return true;
    },
    publish: async (folder) => {
      const file = installedFile(folder);
      if (file === null) return;
      await storeFile(db, `${lead}${file.digest}`, file.path);
      const value = JSON.stringify({ digest: file.digest, size: file.size });
      await db
        .insertInto('setting')
        .values({ key, value, last_updated: now() })
        .onConflict((on) => on.column('key').doUpdateSet({ value, last_updated: now() }))
        .execute();
      await dropStored(db, lead, `${lead}${file.digest}`);
    },
  };
}

/** For a server that is alone: its folder is the site's. */
export const noSiteCopy: SiteCopy = { fetch: async () => false, publish: async () => undefined };
