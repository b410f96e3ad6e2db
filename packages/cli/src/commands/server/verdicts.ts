import type { Client } from '@gantry/contract/client';
import { addVerdictRevocation, getVerdictRevocations, listVerdictKeys } from '@gantry/contract/verdicts';
import { cliErrors } from '../../errors.ts';
import { renderAnswer, type View } from '../../render/answer.ts';
import { findImage } from '../../server/images.ts';
import { withServer } from '../../server/session.ts';
import { text } from '../../settings/option.ts';
import { deliverNew } from '../../steps/new-file.ts';
import { exitCodes } from '../../terminal/exit-codes.ts';
import type { Call, Run } from '../command.ts';
import { doing, nameOf, outputOf } from './verbs.ts';

interface VerdictKey {
  readonly id: string;
  readonly algorithm: string;
  readonly public_key: string;
  readonly created_at: string;
}

const view: View<VerdictKey> = {
  fields: [
    { title: 'ID', of: (key) => key.id },
    { title: 'Algorithm', of: (key) => key.algorithm },
    { title: 'Created', of: (key) => key.created_at },
  ],
  id: (key) => key.id,
};

/** `gantry verdict keys`: `-o pem` is what `verdict verify --key` reads. */
export const keys: Run = (call) =>
  withServer(call, async (client) => {
    const reply = await client.call(listVerdictKeys);
    const output = outputOf(call);
    const pem = () => reply.items.map(({ public_key }) => `${public_key.trimEnd()}\n`).join('');
    const shown = () => renderAnswer({ operation: listVerdictKeys, reply, items: reply.items, view }, output);
    await deliverNew(output === 'pem' ? pem() : shown(), call);
    return exitCodes.ok;
  });

/** `gantry verdict revocations`: the signed list for `verdict verify --revocations`. */
export const revocations: Run = (call) =>
  withServer(call, async (client) => {
    const { content } = await client.download(getVerdictRevocations);
    await deliverNew(content, call);
    return exitCodes.ok;
  });

/** `gantry verdict revoke ID`: a key, a signed verdict, or every verdict on an image. */
export const revoke = doing({
  word: 'revoked',
  act: async (client, call) => {
    const reason = text(call.options, 'reason');
    if (!reason) throw cliErrors.NEEDS({ command: 'gantry verdict revoke', what: '--reason TEXT' });
    const body = { ...(await revokedBy(client, call)), reason };
    await client.call(addVerdictRevocation, { body });
    return [`${body.kind} ${body.id}`];
  },
});

const kinds = { key: 'key', verdict: 'verdict', image: 'subject' } as const;

async function revokedBy(client: Client, call: Call) {
  const word = (text(call.options, 'kind') ?? 'verdict') as keyof typeof kinds;
  const name = nameOf(call);
  if (word === 'image') return { kind: kinds.image, id: (await findImage(client, name)).digest };
  return { kind: kinds[word], id: name };
}
