/** What the last feed sync did. */
export interface SyncState {
  /** `off`: the operator wants none, and nothing was uploaded. */
  readonly state: 'never' | 'running' | 'completed' | 'failed' | 'off';
  /** RFC 3339 UTC. */
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
  /** When a sync last brought advisories. */
  readonly completedAt: string | null;
  /** Digest of the database that it built. */
  readonly digest: string | null;
  /** Why it failed, as a code of the catalogue and in words. */
  readonly error: { readonly code: string; readonly message: string } | null;
}

/** What other features may ask of the feeds. */
export interface Feeds {
  /** What the last sync did: for status pages. */
  syncState(): Promise<SyncState>;
  /** Puts a sync into the queue. `force`: also when the last one was a moment ago. */
  requestSync(options?: { readonly force?: boolean }): Promise<void>;
}
