/** Takes a chunk; false when no more is wanted. */
export type Taker = (chunk: Buffer) => boolean;
