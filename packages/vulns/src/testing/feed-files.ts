import { memoryAccess } from '@gantry/io/files';

/** A file of a feed in memory: what `findFeedFiles` gives. */
export function testFeedFile(content: string | Uint8Array) {
  const bytes = Buffer.from(content as string);
  return { place: 'there', open: async () => ({ access: memoryAccess(bytes), close: () => {} }) };
}
