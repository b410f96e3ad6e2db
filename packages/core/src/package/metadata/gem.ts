/** A Ruby gem, from an installed gemspec. */
export interface GemMetadata {
  readonly kind: 'gem';
  readonly authors?: readonly string[];
  readonly homepage?: string;
  /** `ruby` or a platform such as `x86_64-linux`. */
  readonly platform?: string;
}
