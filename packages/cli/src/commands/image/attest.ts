import { signImageVerdict } from '@gantry/contract/verdicts';
import { jsonText } from '../../render/answer.ts';
import { evaluatedOf } from '../../server/evaluated.ts';
import { withServer } from '../../server/session.ts';
import { seconds } from '../../settings/duration.ts';
import { text } from '../../settings/option.ts';
import { deliverNew } from '../../steps/new-file.ts';
import { type ExitCode, exitCodes } from '../../terminal/exit-codes.ts';
import type { Call } from '../command.ts';

/** `gantry image attest IMAGE`: the server evaluates and signs; the answer is what `gantry verdict verify` reads. */
export async function run(call: Call): Promise<ExitCode> {
  const time = text(call.options, 'validFor');
  const valid_for = time === undefined ? undefined : seconds('--valid-for', time);
  return withServer(call, async (client) => {
    const { image_digest, ...asked } = await evaluatedOf(client, call);
    const envelope = await client.call(signImageVerdict, { params: { image_digest }, query: { ...asked, valid_for } });
    await deliverNew(jsonText(envelope), call);
    return exitCodes.ok;
  });
}
