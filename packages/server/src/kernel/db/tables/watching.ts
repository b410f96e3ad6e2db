import type { ColumnType } from 'kysely';
import type { JsonOrNull, MadeTime, OrNull, TimeOrNull } from './columns.ts';

/** Credentials for a registry. */
export interface RegistryTable {
  account: string;
  /** Host, or host and path with `*`. */
  registry: string;
  name: string;
  type: string;
  username: string;
  /** Sealed by the vault with the purpose `registry:ACCOUNT:REGISTRY`. */
  secret: string;
  verify: boolean;
  created_at: MadeTime;
  last_updated: MadeTime;
}

/** What an account watches or wants to hear of. */
export interface SubscriptionTable {
  account: string;
  id: string;
  type: string;
  key: string;
  value: JsonOrNull<Readonly<Record<string, unknown>>>;
  active: boolean;
  created_at: MadeTime;
  last_updated: MadeTime;
  /** When a watcher last looked. */
  checked_at: TimeOrNull;
  /** How often in a row it failed since. */
  failures: ColumnType<number, number | undefined, number>;
  /** What the watcher knows: the digest of the tag, the tags of the repository. */
  state: JsonOrNull<Readonly<Record<string, unknown>>>;
}

/** What happened. */
export interface EventTable {
  id: string;
  account: string;
  type: string;
  level: 'INFO' | 'ERROR';
  message: string;
  details: JsonOrNull<Readonly<Record<string, unknown>>>;
  resource_type: OrNull<string>;
  resource_id: OrNull<string>;
  username: OrNull<string>;
  request_id: OrNull<string>;
  /** Name of the service that it happened in: `api`, `worker`, `all`. */
  service: ColumnType<string, string | undefined, string>;
  host_id: string;
  created_at: MadeTime;
}
