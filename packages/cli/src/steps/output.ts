import { writeAtomic } from '@gantry/io/files';
import { cliErrors } from '../errors.ts';
import { type OptionValues, text } from '../settings/option.ts';
import type { Terminal } from '../terminal/terminal.ts';

/** Prints the result, or writes it to `--file` (whole or not at all). */
export async function deliver(result: string, options: OptionValues, terminal: Terminal): Promise<void> {
  const path = text(options, 'file');
  if (!path) return terminal.out(result);
  try {
    await writeAtomic(path, [new TextEncoder().encode(result)]);
  } catch (error) {
    throw cliErrors.OUTPUT_FAILED(
      { path, because: error instanceof Error ? error.message : String(error) },
      { cause: error },
    );
  }
}
