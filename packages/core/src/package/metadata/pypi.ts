/** A Python distribution, from dist-info or egg-info. */
export interface PypiMetadata {
  readonly kind: 'pypi';
  readonly author?: string;
  readonly authorEmail?: string;
  readonly platform?: string;
  readonly requiresPython?: string;
  readonly requiresDist?: readonly string[];
  readonly installer?: string;
  /** The directory that holds the distribution (site-packages). */
  readonly sitePackages: string;
  readonly topLevel?: readonly string[];
  /** Absolute paths of RECORD (or installed-files.txt); digests as `sha256:<urlsafe base64>` when stated. */
  readonly files: readonly { readonly path: string; readonly digest?: string; readonly size?: number }[];
  /** PEP 610: the address it was installed from. */
  readonly directUrl?: string;
}
