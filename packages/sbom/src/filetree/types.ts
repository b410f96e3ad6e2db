/** The types of a tree entry. Devices, fifos and sockets are `special`. */
export type EntryType = 'file' | 'directory' | 'symlink' | 'special';

/** One visible entry of the squashed tree. Hard links appear as the file they name. */
export interface TreeEntry {
  /** Absolute, normalised: no `.`, `..`, doubled or trailing slash; `/` is the root. */
  readonly path: string;
  readonly type: EntryType;
  /** Permission bits with setuid, setgid and sticky. */
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly size: number;
  /** Target text of a symlink, as stored. */
  readonly target?: string;
  /** Diff id of the layer that it comes from; absent outside images. */
  readonly layer?: string;
}

/** The files of an artifact after all layers. It never looks at the host's disk. */
export interface FileTree {
  /** The entry itself (a final symlink is not followed; symlinked folders on the way are). */
  entry(path: string): TreeEntry | null;
  /** The path after following every symlink, inside the artifact; null when it leads nowhere or in circles. */
  resolve(path: string): string | null;
  /** Does the path lead to anything, symlinks followed? */
  exists(path: string): boolean;
  /** Names directly inside a folder (symlinks followed), in code-unit order. */
  list(path: string): readonly string[];
  /** All entries, in code-unit order of their paths. */
  entries(): Iterable<TreeEntry>;
  readonly size: number;
}
