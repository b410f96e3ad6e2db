/** Longer lines are cut: no row of a feed comes near it. */
const longestLine = 64 * 1024;

/** The lines of a text that comes in pieces, without their ends and in groups as they come. */
export async function* linesOf(pieces: AsyncIterable<Buffer>): AsyncGenerator<readonly string[]> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const piece of pieces) {
    const lines = (rest + decoder.decode(piece, { stream: true })).split(/\r?\n/);
    rest = (lines.pop() ?? '').slice(0, longestLine);
    yield lines;
  }
  if (rest !== '') yield [rest];
}
