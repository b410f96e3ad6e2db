/** Takes the content of one entry. */
export interface TarContent {
  /** The next bytes, valid during the call only (until `end` when it is the whole content). False when the rest is not wanted. */
  chunk(bytes: Buffer): boolean;
  /** All bytes were handed over. Not called after `chunk` said false. */
  end(): void;
}
