/** What one file says: the manifest of an installed package, or the entries of a lock file. */
export type NpmFacts = ManifestFacts | LockFacts;

/** An installed package.json. */
export interface ManifestFacts {
  readonly type: 'manifest';
  readonly name: string;
  readonly version: string;
  readonly licenses?: readonly string[];
  readonly description?: string;
  readonly homepage?: string;
  readonly author?: string;
  readonly repository?: string;
  readonly private?: true;
  readonly dependencies?: Readonly<Record<string, string>>;
}

/** The packages of a package-lock.json or npm-shrinkwrap.json. */
export interface LockFacts {
  readonly type: 'lock';
  readonly entries: readonly LockEntry[];
}

/** One package of a lock file. */
export interface LockEntry {
  /** The folder it is to be installed in, relative to the project: `node_modules/a/node_modules/b`. */
  readonly folder: string;
  readonly name: string;
  /** Null when the lock file names a git repository or an archive only. */
  readonly version: string | null;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly license?: string;
  /** For development, or optional on some platform: its absence from an installed tree is meant. */
  readonly omittable?: true;
}
