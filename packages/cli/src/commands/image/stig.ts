import { basename } from 'node:path';
import type { Client } from '@gantry/contract/client';
import {
  deleteImageStig,
  getImageStig,
  listImageStig,
  postImageStig,
  putImageStig,
  type STIGMetadataResponse,
} from '@gantry/contract/stig';
import { readTextFile } from '@gantry/io/files';
import { cliErrors } from '../../errors.ts';
import type { View } from '../../render/answer.ts';
import { findImage } from '../../server/images.ts';
import { formBody } from '../../server/multipart.ts';
import { withServer } from '../../server/session.ts';
import { text } from '../../settings/option.ts';
import { deliverNew } from '../../steps/new-file.ts';
import { exitCodes } from '../../terminal/exit-codes.ts';
import type { Call, Run } from '../command.ts';
import { doing, nameOf, showing } from '../server/verbs.ts';

/** Documents larger than this are refused. Bytes. */
const maxBytes = 64 * 1024 * 1024;

const view: View<STIGMetadataResponse> = {
  fields: [
    { title: 'UUID', of: (item) => item.evaluation_uuid },
    { title: 'Profile', max: 60, of: (item) => item.stig_profile },
    { title: 'Format', of: (item) => item.evaluation_format },
    { title: 'Evaluated', of: (item) => item.evaluated_at },
    { title: 'Uploaded', of: (item) => item.uploaded_at },
    { title: 'Open', of: (item) => item.results.Open },
    { title: 'Not a finding', of: (item) => item.results.NotAFinding },
    { title: 'Not applicable', of: (item) => item.results.Not_Applicable },
    { title: 'Not reviewed', of: (item) => item.results.Not_Reviewed },
  ],
  id: (item) => item.evaluation_uuid,
};

/** `gantry image stig add IMAGE FILE`: with `--replace UUID` in place of older results. */
export const add = showing<typeof postImageStig, STIGMetadataResponse>(postImageStig, {
  ask: async (client, call) => {
    const body = await uploadOf(call);
    const params = { image_digest: await digestOf(client, call) };
    const evaluation_uuid = text(call.options, 'replace');
    return evaluation_uuid === undefined
      ? client.call(postImageStig, { params, body })
      : client.call(putImageStig, { params: { ...params, evaluation_uuid }, body });
  },
  items: (reply) => [reply],
  view: { ...view, lines: true },
});

/** `gantry image stig list IMAGE` */
export const list = showing(listImageStig, {
  ask: async (client, call) => client.call(listImageStig, { params: { image_digest: await digestOf(client, call) } }),
  items: ({ items }) => items,
  view,
});

/** `gantry image stig get IMAGE UUID`: the document as it was uploaded. */
export const get: Run = (call) =>
  withServer(call, async (client) => {
    const params = { image_digest: await digestOf(client, call), evaluation_uuid: call.args[1] ?? '' };
    const { content } = await client.download(getImageStig, { params });
    await deliverNew(content, call);
    return exitCodes.ok;
  });

/** `gantry image stig delete IMAGE UUID...` */
export const remove = doing({
  word: 'deleted',
  act: async (client, call) => {
    const image_digest = await digestOf(client, call);
    const [, ...uuids] = call.args;
    for (const evaluation_uuid of uuids)
      await client.call(deleteImageStig, { params: { image_digest, evaluation_uuid } });
    return uuids;
  },
});

async function digestOf(client: Client, call: Call): Promise<string> {
  return (await findImage(client, nameOf(call))).digest;
}

async function uploadOf({ args, options }: Call) {
  const path = args[1];
  if (!path) throw cliErrors.NEEDS({ command: 'gantry image stig add', what: 'a file with results' });
  const form = new FormData();
  const profile = text(options, 'profile');
  if (profile !== undefined) form.append('stig_profile', profile);
  form.append('file', new Blob([await readTextFile(path, maxBytes)]), basename(path));
  return formBody(form);
}
