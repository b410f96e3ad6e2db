import { isCodedError } from '@gantry/core/errors';
import { runProgram } from '../program.ts';
import { exitCodeOf } from '../terminal/exit-codes.ts';
import { type FakeSurroundings, type FakeTerminal, fakeTerminal } from './fake-terminal.ts';

/** How a run of the program ended. */
export interface Ended {
  readonly status: number;
  /** Of the coded error that it ended with. */
  readonly code: string | null;
  readonly message: string;
  readonly advice: string;
  readonly terminal: FakeTerminal;
}

/** Runs the program with these words and surroundings. */
export async function runWords(words: readonly string[], surroundings: FakeSurroundings = {}): Promise<Ended> {
  const terminal = fakeTerminal(surroundings);
  try {
    return { status: await runProgram(words, terminal), code: null, message: '', advice: '', terminal };
  } catch (error) {
    if (!isCodedError(error)) throw error;
    const { code, message, advice } = error;
    return { status: exitCodeOf(error.kind), code, message, advice, terminal };
  }
}
