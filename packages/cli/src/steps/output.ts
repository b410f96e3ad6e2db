import { writeResult } from '@gantry/io/files';
import { cliErrors } from '../errors.ts';
import { type OptionValues, text } from '../settings/option.ts';
import type { Terminal } from '../terminal/terminal.ts';

/** Parts are put together up to this length before they are written. Characters. */
const pieceLength = 256 * 1024;

/** Prints the result, or writes it to `--file` (whole or not at all). Parts are written as they are made. */
export async function deliver(
  result: string | Iterable<string>,
  options: OptionValues,
  terminal: Terminal,
): Promise<void> {
  const parts = typeof result === 'string' ? [result] : pieces(result);
  const path = text(options, 'file');
  if (!path) {
    for (const part of parts) {
      terminal.out(part);
      await terminal.drained();
    }
    return;
  }
  try {
    await writeResult(path, encoded(parts));
  } catch (error) {
    throw cliErrors.OUTPUT_FAILED(
      { path, because: error instanceof Error ? error.message : String(error) },
      { cause: error },
    );
  }
}

function* pieces(parts: Iterable<string>): Generator<string> {
  let piece = '';
  for (const part of parts) {
    piece += part;
    if (piece.length < pieceLength) continue;
    yield piece;
    piece = '';
  }
  if (piece !== '') yield piece;
}

function* encoded(parts: Iterable<string>): Generator<Uint8Array> {
  const encoder = new TextEncoder();
  for (const part of parts) yield encoder.encode(part);
}
