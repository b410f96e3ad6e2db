/** What `installed.json` or `composer.lock` lists. */
export interface ComposerFacts {
  readonly type: 'installed' | 'lock';
  readonly packages: readonly ListedPackage[];
}

/** One package of a list. */
export interface ListedPackage {
  /** `vendor/name`. */
  readonly name: string;
  /** As written, such as `v4.4.0` or `dev-main`. */
  readonly version: string;
  readonly licenses: readonly string[];
  readonly type?: string;
  readonly homepage?: string;
  readonly sourceUrl?: string;
  readonly reference?: string;
  /** From `packages-dev`: it may be missing where the project is installed. */
  readonly dev?: true;
}
