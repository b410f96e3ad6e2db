import type { Operation } from '@gantry/contract';
import type { Client, Reply } from '@gantry/contract/client';
import { jsonText, renderAnswer, type View } from '../../render/answer.ts';
import { printable } from '../../render/printable.ts';
import { withServer } from '../../server/session.ts';
import { text } from '../../settings/option.ts';
import { exitCodes } from '../../terminal/exit-codes.ts';
import type { Call, Run } from '../command.ts';

/** A command that asks the server one thing and shows the answer. */
export interface Shown<O extends Operation, T> {
  ask(client: Client, call: Call): Promise<Reply<O>>;
  /** The things in the reply. */
  items(reply: Reply<O>, call: Call): readonly T[];
  readonly view: View<T>;
}

/** Makes the command that shows what an operation answers. */
export function showing<O extends Operation, T>(operation: O, { ask, items, view }: Shown<O, T>): Run {
  return (call) =>
    withServer(call, async (client) => {
      const reply = await ask(client, call);
      const answer = { operation, reply, items: items(reply, call), view };
      call.terminal.out(renderAnswer(answer, outputOf(call)));
      return exitCodes.ok;
    });
}

/** A command that changes something and has nothing to show but that. */
export interface Done {
  /** Does it; the result names what it was done to. */
  act(client: Client, call: Call): Promise<readonly string[]>;
  /** `deleted`, `enabled`. */
  readonly word: string;
}

/** Makes the command that does something to what the call names, and says so. */
export function doing({ act, word }: Done): Run {
  return (call) =>
    withServer(call, async (client) => {
      const names = await act(client, call);
      call.terminal.out(saying(word, names, outputOf(call)));
      return exitCodes.ok;
    });
}

function saying(word: string, names: readonly string[], output: string): string {
  if (output.startsWith('json')) return jsonText({ [word]: names });
  const lead = output === 'id' ? '' : `${word}: `;
  return names.map((name) => `${lead}${printable(name)}\n`).join('');
}

/** The format that was asked for. */
export function outputOf({ options }: Pick<Call, 'options'>): string {
  return text(options, 'output') ?? 'text';
}

/** The first word of a call. */
export function nameOf({ args }: Pick<Call, 'args'>): string {
  return args[0] ?? '';
}
