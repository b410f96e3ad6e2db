/** Row types of a layer index. Hard links and markers exist only there: the tree has what they lead to. */
export const rowTypes = ['file', 'directory', 'symlink', 'special', 'hardlink', 'whiteout', 'opaque'] as const;

/** What a row is. */
export type RowType = (typeof rowTypes)[number];

/** The number that stands for a row type: its place in `rowTypes`. */
export const rowCode = {
  file: 0,
  directory: 1,
  symlink: 2,
  special: 3,
  hardlink: 4,
  whiteout: 5,
  opaque: 6,
} as const satisfies Record<RowType, number>;

/**
 * The entries of one layer in archive order, in columns that cost about 30 bytes a row besides the names, cross threads without a
 * copy and lie in the layer cache as they are. Paths are normalised byte texts without the leading slash; the root is the empty path.
 */
export interface LayerIndex {
  readonly rows: number;
  /** All paths, one after another; `pathEnds[i]` is where row `i` ends. */
  readonly paths: Uint8Array;
  readonly pathEnds: Uint32Array;
  /** Link targets as stored (symlinks) or normalised (hard links). */
  readonly links: Uint8Array;
  readonly linkEnds: Uint32Array;
  readonly types: Uint8Array;
  readonly modes: Uint16Array;
  readonly uids: Uint32Array;
  readonly gids: Uint32Array;
  readonly sizes: Float64Array;
}

/** The columns by name, in the order in which they are stored. */
export const columns = ['paths', 'pathEnds', 'links', 'linkEnds', 'types', 'modes', 'uids', 'gids', 'sizes'] as const;

/** One row before it is laid into columns. `path` and `link` are byte texts. */
export interface IndexRow {
  readonly path: string;
  readonly link: string;
  readonly type: number;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly size: number;
}
