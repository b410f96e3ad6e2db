import type { Client, Reply } from '@gantry/contract/client';
import { getImageContentByType, getImageContentSummary, listImageContent } from '@gantry/contract/content';
import { jsonText, renderAnswer } from '../../render/answer.ts';
import { contentKindOf } from '../../server/content-kinds.ts';
import { findImage } from '../../server/images.ts';
import { withServer } from '../../server/session.ts';
import { flag, text } from '../../settings/option.ts';
import { deliverNew } from '../../steps/new-file.ts';
import { type ExitCode, exitCodes } from '../../terminal/exit-codes.ts';
import type { Call } from '../command.ts';
import { nameOf, outputOf } from '../server/verbs.ts';

type Summary = NonNullable<Reply<typeof getImageContentSummary>['items']>[number];

/** `gantry image content IMAGE`: how much of what, the types with `-a`, one type with `-t`. */
export async function run(call: Call): Promise<ExitCode> {
  return withServer(call, async (client) => {
    const { digest } = await findImage(client, nameOf(call));
    await deliverNew(await contentOf(client, digest, call), call);
    return exitCodes.ok;
  });
}

async function contentOf(client: Client, digest: string, call: Call): Promise<string> {
  const type = text(call.options, 'type');
  if (flag(call.options, 'availableTypes')) return types(client, digest, call);
  return type === undefined ? summary(client, digest, call) : oneType(client, { digest, type }, call);
}

async function types(client: Client, image_digest: string, call: Call): Promise<string> {
  const names = await client.call(listImageContent, { params: { image_digest } });
  return outputOf(call).startsWith('json') ? jsonText(names) : names.map((name) => `${name}\n`).join('');
}

async function summary(client: Client, image_digest: string, call: Call): Promise<string> {
  const reply = await client.call(getImageContentSummary, { params: { image_digest } });
  const view = {
    fields: [
      { title: 'Type', of: (item: Summary) => item.content_type },
      { title: 'Content', of: (item: Summary) => item.display_name },
      { title: 'Count', of: (item: Summary) => item.count },
    ],
    id: (item: Summary) => item.content_type,
  };
  const answer = { operation: getImageContentSummary, reply, items: reply.items ?? [], view };
  return renderAnswer(answer, outputOf(call));
}

async function oneType(
  client: Client,
  { digest, type }: { readonly digest: string; readonly type: string },
  call: Call,
): Promise<string> {
  const kind = contentKindOf(type);
  const reply = await kind.ask(client, digest);
  const answer = {
    operation: kind.operation ?? getImageContentByType,
    reply,
    items: kind.rows(reply),
    view: kind.view,
  };
  return renderAnswer(answer, outputOf(call));
}
