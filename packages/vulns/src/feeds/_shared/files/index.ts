export { type FeedFile, findFeedFiles } from './find.ts';
export { linesOf } from './lines.ts';
export { textOfFile, unpackedPieces } from './unpack.ts';
