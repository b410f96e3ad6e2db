/** The crates of a Cargo.lock that come from elsewhere than the workspace. */
export interface CargoLockFacts {
  readonly crates: readonly LockedCrate[];
}

/** One crate of a lock file. */
export interface LockedCrate {
  readonly name: string;
  readonly version: string;
  /** `registry+https://…` or `git+https://…#commit`. */
  readonly source: string;
  readonly checksum?: string;
  /** `name`, `name version` or `name version (source)`, as the file writes them. */
  readonly dependencies?: readonly string[];
}
