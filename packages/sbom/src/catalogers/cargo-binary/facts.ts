/** A crate as cargo-auditable recorded it. */
export interface CrateFacts {
  readonly name: string;
  readonly version: string;
  /** `registry` (crates.io), `git`, `local` or the address of another registry. */
  readonly source: string;
  /** Needed to run, or only to build. */
  readonly kind: 'runtime' | 'build';
  /** Positions of the crates it depends on. */
  readonly dependencies: readonly number[];
}

/** What reading one file gave. */
export interface CargoBinaryFacts {
  readonly crates: readonly CrateFacts[];
}
