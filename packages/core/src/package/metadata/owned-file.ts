/** A file that a package manager's database lists for a package. */
export interface OwnedFile {
  /** Absolute path. */
  readonly path: string;
  /** `algorithm:hex` as the database states it (dpkg: md5, apk: sha1, rpm: as its header says). */
  readonly digest?: string;
  readonly size?: number;
  /** Permission and type bits. */
  readonly mode?: number;
  readonly owner?: string;
  readonly group?: string;
  /** A configuration file: changes to it are expected. */
  readonly config?: boolean;
  /** Where a symbolic link leads. */
  readonly target?: string;
  /** It may be missing: it is made at run time, or was left out when the package was installed. */
  readonly optional?: boolean;
  /** What the package itself says may differ. */
  readonly unverified?: readonly ('digest' | 'mode' | 'size' | 'type' | 'owner' | 'target')[];
}
