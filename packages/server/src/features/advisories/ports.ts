import type { AdvisoryStore } from '@gantry/vulns';

/** The advisory database of this process: opened once, swapped when a newer one is built. */
export interface Advisories {
  /** The database in use; null while none is loaded (then nothing is evaluated, and replies say so). */
  current(): AdvisoryStore | null;
  /** The folder of the database file, for processes that open it themselves. */
  readonly folder: string;
  /** Looks whether a newer database was installed (by this or another process) and takes it up. */
  reload(): Promise<void>;
}
