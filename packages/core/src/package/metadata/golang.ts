/** A Go module, from the build information of a binary or from go.mod. */
export interface GolangMetadata {
  readonly kind: 'golang';
  /** Toolchain that built the binary, as written: `go1.19.8`. */
  readonly goVersion?: string;
  readonly architecture?: string;
  readonly mainModule?: string;
  /** `h1:` sum of the module. */
  readonly h1Digest?: string;
  readonly buildSettings?: readonly { readonly key: string; readonly value: string }[];
  /** The module that this one replaces. */
  readonly replaces?: { readonly path: string; readonly version: string };
}
