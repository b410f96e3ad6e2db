/** A Rust crate, from Cargo.lock or the `.dep-v0` section of a binary. */
export interface CargoMetadata {
  readonly kind: 'cargo';
  readonly source?: string;
  readonly checksum?: string;
  readonly dependencies?: readonly string[];
  /** Compiled into the program, or needed only to build it; absent when nobody says. */
  readonly dependencyKind?: 'runtime' | 'build';
}
