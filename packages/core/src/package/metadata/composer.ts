/** A PHP package, from Composer's installed.json or composer.lock. */
export interface ComposerMetadata {
  readonly kind: 'composer';
  readonly type?: string;
  readonly homepage?: string;
  readonly sourceUrl?: string;
  readonly reference?: string;
}
