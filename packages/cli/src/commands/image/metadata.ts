import type { Client } from '@gantry/contract/client';
import { getImageMetadataByType, listImageMetadata } from '@gantry/contract/content';
import { jsonText, renderAnswer } from '../../render/answer.ts';
import { findImage } from '../../server/images.ts';
import { withServer } from '../../server/session.ts';
import { text } from '../../settings/option.ts';
import { deliverNew } from '../../steps/new-file.ts';
import { type ExitCode, exitCodes } from '../../terminal/exit-codes.ts';
import type { Call } from '../command.ts';
import { nameOf, outputOf } from '../server/verbs.ts';

/** `gantry image metadata IMAGE`: the types, or one of them with `-t`. */
export async function run(call: Call): Promise<ExitCode> {
  return withServer(call, async (client) => {
    const { digest } = await findImage(client, nameOf(call));
    const type = text(call.options, 'type');
    await deliverNew(
      type === undefined
        ? await types(client, digest, call)
        : await one(client, { image_digest: digest, metadata_type: type }, call),
      call,
    );
    return exitCodes.ok;
  });
}

async function types(client: Client, image_digest: string, call: Call): Promise<string> {
  const names = await client.call(listImageMetadata, { params: { image_digest } });
  return outputOf(call).startsWith('json') ? jsonText(names) : names.map((name) => `${name}\n`).join('');
}

async function one(
  client: Client,
  params: { readonly image_digest: string; readonly metadata_type: string },
  call: Call,
): Promise<string> {
  const reply = await client.call(getImageMetadataByType, { params });
  const view = { fields: [], id: () => params.metadata_type };
  const output = outputOf(call);
  if (output !== 'text')
    return renderAnswer({ operation: getImageMetadataByType, reply, items: [reply], view }, output);
  return plain(reply.metadata);
}

/** Manifests and Dockerfiles come in base64. */
function plain(metadata: unknown): string {
  if (typeof metadata !== 'string') return jsonText(metadata);
  const isBase64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(metadata);
  const decoded = isBase64 ? Buffer.from(metadata, 'base64').toString('utf8') : metadata;
  return decoded.endsWith('\n') ? decoded : `${decoded}\n`;
}
