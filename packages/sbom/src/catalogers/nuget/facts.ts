/** The packages that one file names. */
export interface NugetFacts {
  /** `installed`: beside the program (deps.json) or in the package folder (nuspec); `declared`: a lock file. */
  readonly evidence: 'installed' | 'declared';
  readonly packages: readonly NugetEntry[];
}

/** One NuGet package. */
export interface NugetEntry {
  readonly name: string;
  readonly version: string;
  readonly sha512?: string;
  readonly path?: string;
  readonly license?: string;
}
