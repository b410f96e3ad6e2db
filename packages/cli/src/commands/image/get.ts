import { getImage, listImages } from '@gantry/contract/images';
import { renderAnswer } from '../../render/answer.ts';
import { findImage } from '../../server/images.ts';
import { fullReference } from '../../server/reference.ts';
import { withServer } from '../../server/session.ts';
import { flag } from '../../settings/option.ts';
import { type ExitCode, exitCodes } from '../../terminal/exit-codes.ts';
import type { Call } from '../command.ts';
import { nameOf, outputOf } from '../server/verbs.ts';
import { byTag, imageLines, imageTable } from './view.ts';

/** `gantry image get IMAGE`: with `--history` every image that had the tag. */
export async function run(call: Call): Promise<ExitCode> {
  return withServer(call, async (client) => {
    const name = nameOf(call);
    const { image } = await findImage(client, name);
    if (!flag(call.options, 'history')) {
      const answer = { operation: getImage, reply: image, items: [image], view: imageLines };
      call.terminal.out(renderAnswer(answer, outputOf(call)));
      return exitCodes.ok;
    }
    const full_tag = /^(?:sha256:)?[0-9a-f]{64}$/.test(name) ? undefined : fullReference(name);
    const query = full_tag === undefined ? { image_id: image.image_detail?.[0]?.image_id } : { full_tag };
    const reply = await client.call(listImages, { query: { ...query, history: true } });
    const answer = { operation: listImages, reply, items: byTag(reply.items ?? []), view: imageTable };
    call.terminal.out(renderAnswer(answer, outputOf(call)));
    return exitCodes.ok;
  });
}
