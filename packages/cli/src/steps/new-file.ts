import { pathKind, writeResult } from '@gantry/io/files';
import { cliErrors } from '../errors.ts';
import { flag, type OptionValues, text } from '../settings/option.ts';
import type { Terminal } from '../terminal/terminal.ts';

/** Prints a result, or writes it to `--file`; one that exists only with `--overwrite`. Fails with CLI_FILE_EXISTS and CLI_OUTPUT_FAILED. */
export async function deliverNew(
  content: string | Uint8Array,
  { options, terminal }: { readonly options: OptionValues; readonly terminal: Terminal },
): Promise<void> {
  const path = text(options, 'file');
  if (path) return writeNew(path, content, flag(options, 'overwrite'));
  terminal.out(typeof content === 'string' ? content : new TextDecoder().decode(content));
  await terminal.drained();
}

/** Writes a file whole or not at all. Fails with CLI_FILE_EXISTS and CLI_OUTPUT_FAILED. */
export async function writeNew(path: string, content: string | Uint8Array, overwrite: boolean): Promise<void> {
  if (!overwrite && (await pathKind(path)) === 'file') throw cliErrors.FILE_EXISTS({ path });
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  try {
    await writeResult(path, [bytes]);
  } catch (error) {
    const because = error instanceof Error ? error.message : String(error);
    throw cliErrors.OUTPUT_FAILED({ path, because }, { cause: error });
  }
}
