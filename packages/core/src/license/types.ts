/** A licence statement as found, and as an SPDX expression when it could be read as one. */
export interface License {
  /** The text as found, trimmed. */
  readonly value: string;
  /** A valid SPDX expression (identifiers of the SPDX licence list), or null. */
  readonly spdx: string | null;
  /** `declared` by the package's metadata, `concluded` from licence texts. */
  readonly type: 'declared' | 'concluded';
}
