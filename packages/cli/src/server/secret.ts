import { collectBytes } from '@gantry/io/files';
import { cliErrors } from '../errors.ts';
import { flag, type OptionValues, text } from '../settings/option.ts';
import type { Terminal } from '../terminal/terminal.ts';

/** Which secret is asked for. */
export interface Secret {
  /** The option that holds it, mostly by its variable. */
  readonly option: string;
  /** The variable to name when it is missing. */
  readonly variable: string;
  /** Whose it is, in words. */
  readonly who: string;
}

/** A password from its variable or option, or one line of standard input with `--password-stdin`. Fails with CLI_NO_SECRET. */
export async function secretOf(
  { options, terminal }: { readonly options: OptionValues; readonly terminal: Terminal },
  { option, variable, who }: Secret,
): Promise<string> {
  const given = flag(options, 'passwordStdin') ? await lineOf(terminal) : text(options, option);
  if (!given) throw cliErrors.NO_SECRET({ who, variable });
  return given;
}

async function lineOf(terminal: Terminal): Promise<string> {
  const bytes = await collectBytes(terminal.stdin, { name: 'standard input', limit: 64 * 1024 });
  return new TextDecoder().decode(bytes).split(/\r?\n/)[0] ?? '';
}
