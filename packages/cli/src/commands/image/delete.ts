import type { Client } from '@gantry/contract/client';
import { type DeleteImageResponse, deleteImagesAsync, listImages } from '@gantry/contract/images';
import { cliErrors } from '../../errors.ts';
import { renderAnswer, type View } from '../../render/answer.ts';
import { findImage } from '../../server/images.ts';
import { withServer } from '../../server/session.ts';
import { flag } from '../../settings/option.ts';
import { type ExitCode, exitCodes } from '../../terminal/exit-codes.ts';
import type { Call } from '../command.ts';
import { outputOf } from '../server/verbs.ts';

const view: View<DeleteImageResponse> = {
  fields: [
    { title: 'Digest', of: (item) => item.image_digest },
    { title: 'Status', of: (item) => item.status },
    { title: 'Detail', max: 100, of: (item) => item.detail },
  ],
  id: (item) => item.image_digest,
};

/** Digests in one request: addresses have a limit. */
const batchLength = 50;

/** `gantry image delete IMAGE...|--all` */
export async function run(call: Call): Promise<ExitCode> {
  return withServer(call, async (client) => {
    const digests = await digestsOf(client, call);
    const reply: DeleteImageResponse[] = [];
    for (let at = 0; at < digests.length; at += batchLength) {
      const query = { image_digests: digests.slice(at, at + batchLength), force: flag(call.options, 'force') };
      reply.push(...(await client.call(deleteImagesAsync, { query })));
    }
    call.terminal.out(renderAnswer({ operation: deleteImagesAsync, reply, items: reply, view }, outputOf(call)));
    return reply.some(({ status }) => status !== 'deleting') ? exitCodes.notEvaluated : exitCodes.ok;
  });
}

async function digestsOf(client: Client, { args, options }: Call): Promise<readonly string[]> {
  if (flag(options, 'all')) {
    const { items = [] } = await client.call(listImages, { query: { history: true } });
    return [...new Set(items.flatMap(({ image_digest }) => image_digest ?? []))];
  }
  if (args.length === 0) throw cliErrors.NEEDS({ command: 'gantry image delete', what: 'images, or --all' });
  const digests: string[] = [];
  for (const name of args) digests.push((await findImage(client, name)).digest);
  return [...new Set(digests)];
}
