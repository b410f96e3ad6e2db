/** A `require` line of a go.mod. */
export interface RequiredModule {
  readonly path: string;
  readonly version: string;
  /** Marked `// indirect`: needed by another module. */
  readonly indirect: boolean;
}

/** A `replace` line: `version` is empty when every version is replaced, `byVersion` when a folder stands in. */
export interface Replacement {
  readonly path: string;
  readonly version: string;
  readonly byPath: string;
  readonly byVersion: string;
}

/** What a go.mod states. */
export interface GoModFacts {
  readonly kind: 'go.mod';
  readonly module: string | null;
  readonly requires: readonly RequiredModule[];
  readonly replaces: readonly Replacement[];
}

/** The `h1:` sums of a go.sum, by `path@version`; those of go.mod files are left out. */
export interface GoSumFacts {
  readonly kind: 'go.sum';
  readonly sums: readonly (readonly [module: string, h1: string])[];
}

/** What one go.mod or go.sum says. */
export type GoFileFacts = GoModFacts | GoSumFacts;
