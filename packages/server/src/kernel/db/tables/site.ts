import type { Json, JsonOrNull, MadeTime, Time } from './columns.ts';

/** A process of the server and its last sign of life. */
export interface ServiceTable {
  /** `api`, `worker`, `all`. */
  name: string;
  host_id: string;
  base_url: string;
  version: string;
  started_at: Time;
  last_seen: Time;
  detail: JsonOrNull<Readonly<Record<string, unknown>>>;
}

/** Bytes that every server of a site needs, in pieces: the advisory database, uploaded feeds. */
export interface StoredPieceTable {
  name: string;
  position: number;
  body: Uint8Array;
}

/** What the server itself remembers. */
export interface SettingTable {
  key: string;
  value: Json<unknown>;
  last_updated: MadeTime;
}
