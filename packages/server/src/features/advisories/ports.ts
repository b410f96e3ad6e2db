import type { AdvisoryStore, DatabaseStatus } from '@gantry/vulns';

/** What is told of the database in use. */
export interface AdvisoriesStatus extends DatabaseStatus {
  /** Seconds since it was built. */
  readonly age: number;
}

/** The advisory database of this process: opened once, swapped when a newer one is built. */
export interface Advisories {
  /**
   * The database in use, for questions that are answered at once; null while none is loaded (then nothing is evaluated, and
   * replies say so). One that was replaced stays open for some minutes; whoever needs longer takes `use`.
   */
  current(): AdvisoryStore | null;
  /** Keeps the database open until the work is done, whatever replaces it meanwhile. ADVISORIES_NONE. */
  use<T>(work: (store: AdvisoryStore) => Promise<T>): Promise<T>;
  /** Facts of the database in use; null while none is loaded. */
  status(): AdvisoriesStatus | null;
  /** Several servers share one PostgreSQL, and the database file with it. */
  readonly shared: boolean;
  /** The folder of the database file, for processes that open it themselves. */
  readonly folder: string;
  /** Looks whether a newer database was installed (by this or another process) and takes it up. */
  reload(): Promise<void>;
  /** Takes up the database that was just built in `folder`, and hands it to the other servers of the site. */
  publish(): Promise<void>;
}
