/** An npm package, from an installed package.json or a lock file. */
export interface NpmMetadata {
  readonly kind: 'npm';
  readonly description?: string;
  readonly homepage?: string;
  readonly author?: string;
  readonly repository?: string;
  /** `private: true` in package.json. */
  readonly private?: boolean;
  /** From a lock file: the download address and the Subresource Integrity text. */
  readonly resolved?: string;
  readonly integrity?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
}
