import type { Clock } from '../clock/index.ts';
import type { Db } from '../db/index.ts';
import type { EventLog } from '../events/index.ts';
import type { Route } from '../http/index.ts';
import type { Logger } from '../log/index.ts';
import type { Outside } from '../net/index.ts';
import type { JobKind, Queue, Schedule } from '../queue/index.ts';
import type { Vault } from '../vault/index.ts';

/** What every feature is built on. */
export interface Platform {
  readonly db: Db;
  readonly queue: Queue;
  readonly events: EventLog;
  readonly vault: Vault;
  readonly outside: Outside;
  readonly clock: Clock;
  readonly log: Logger;
  /** Where files of this process live: advisory database, layer cache, downloads. */
  readonly dataDir: string;
  /** Names this process in services and events. */
  readonly hostId: string;
  readonly version: string;
}

/** What a feature brings to the server. */
export interface Feature {
  readonly routes: readonly Route[];
  readonly jobs?: readonly JobKind[];
  readonly schedules?: readonly Schedule[];
}
