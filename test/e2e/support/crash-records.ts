import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { repository } from './repository.ts';

/** A database beside the server. */
export interface Records {
  rows<R>(text: string, values?: readonly unknown[]): Promise<readonly R[]>;
  close(): Promise<void>;
}

/** A fresh database on a PostgreSQL server, which is dropped at the end. */
export interface FreshDatabase {
  readonly url: string;
  close(): Promise<void>;
}

interface Opened {
  run(text: string, values?: readonly unknown[]): Promise<{ readonly rows: readonly unknown[] }>;
  close(): Promise<void>;
}

/** The parts of the server that open its databases. They are no part of what `tsc` reads here. */
const load = (path: string): Promise<Record<string, (options: unknown) => Promise<never>>> =>
  import(pathToFileURL(join(repository, 'packages/server/src', path)).href);

/** Opens the database of a server that has stopped: the embedded one of its folder, or that of the URL. */
export async function openRecords(folder: string, url: string | undefined): Promise<Records> {
  const { openDb } = await load('kernel/db/index.ts');
  const { silentLog } = await load('kernel/log/types.ts');
  const database: Opened = await (openDb as (options: object) => Promise<Opened>)({ folder, url, log: silentLog });
  return {
    rows: async <R>(text: string, values: readonly unknown[] = []) => (await database.run(text, values)).rows as R[],
    close: () => database.close(),
  };
}

/** Null where there is no PostgreSQL: a line on the console says so. */
export async function freshDatabase(): Promise<FreshDatabase | null> {
  const { openServerDatabase } = await load('testing/postgres-database.ts');
  return (await (openServerDatabase as (content: string) => Promise<unknown>)('empty')) as FreshDatabase | null;
}

/** What is stored of an image when its analysis succeeded, as far as it does not depend on when and where. */
export interface Stored {
  readonly digest: string;
  readonly sbom_digest: string;
  readonly layers: string;
  readonly documents: string;
  readonly packages: string;
  readonly count: number;
}

/** Everything that is stored of analyzed images, by digest. */
export async function storedImages(records: Records): Promise<ReadonlyMap<string, Stored>> {
  const rows = await records.rows<Stored>(`
    select digest, sbom_digest,
      (select string_agg(l.position || ' ' || l.layer_digest || ' ' || l.diff_id, ', ' order by l.position)
       from image_layer l where l.account = i.account and l.digest = i.digest) as layers,
      (select string_agg(d.kind || ' ' || d.sha256 || ' ' || d.size || ' ' || encode(sha256(d.body), 'hex'), ', ' order by d.kind)
       from document d where d.account = i.account and d.digest = i.digest) as documents,
      (select encode(sha256(string_agg(p.package_id || ' ' || n.key || ' ' || coalesce(p.path, ''), ', ' order by p.package_id)::bytea), 'hex')
       from artifact_package p join package_identity n on n.id = p.identity_id
       where p.account = i.account and p.digest = i.digest) as packages,
      (select count(*)::integer from artifact_package p where p.account = i.account and p.digest = i.digest) as count
    from image i where analysis_status = 'analyzed'`);
  return new Map(rows.map((row) => [row.digest, row]));
}
