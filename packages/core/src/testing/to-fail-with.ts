import { isCodedError } from '../errors/index.ts';

/** Runs and gives the code of the error it fails with; for assertions on codes, never on messages. */
export async function failureCode(run: () => unknown): Promise<string> {
  try {
    await run();
  } catch (error) {
    return isCodedError(error) ? error.code : `uncoded: ${String(error)}`;
  }
  return 'no failure';
}
