import type { Client } from '@gantry/contract/client';
import { getImageSbomCyclonedxJson, getImageSbomNativeJson, getImageSbomSpdxJson } from '@gantry/contract/content';
import { renderTable } from '../../render/table.ts';
import { findImage } from '../../server/images.ts';
import { withServer } from '../../server/session.ts';
import { deliverNew } from '../../steps/new-file.ts';
import { type ExitCode, exitCodes } from '../../terminal/exit-codes.ts';
import type { Call } from '../command.ts';
import { nameOf, outputOf } from '../server/verbs.ts';

/** `gantry image sbom IMAGE`: the document as the server writes it, or a table. */
export async function run(call: Call): Promise<ExitCode> {
  return withServer(call, async (client) => {
    const { digest } = await findImage(client, nameOf(call));
    await deliverNew(await documentOf(client, digest, outputOf(call)), call);
    return exitCodes.ok;
  });
}

/** The SBOM of an image in a format of this command. */
export async function documentOf(client: Client, image_digest: string, format: string): Promise<string | Uint8Array> {
  const operation =
    format === 'cyclonedx-json'
      ? getImageSbomCyclonedxJson
      : format === 'spdx-json'
        ? getImageSbomSpdxJson
        : getImageSbomNativeJson;
  const { content } = await client.download(operation, { params: { image_digest } });
  return format === 'table' || format === 'text' ? tableOf(content) : content;
}

interface Document {
  readonly artifacts?: readonly { readonly name?: string; readonly version?: string; readonly type?: string }[];
}

function tableOf(content: Uint8Array): string {
  const { artifacts = [] } = JSON.parse(new TextDecoder().decode(content)) as Document;
  return renderTable(
    [{ title: 'NAME', max: 60 }, { title: 'VERSION', max: 40 }, { title: 'TYPE' }],
    artifacts.map(({ name, version, type }) => [name ?? '', version ?? '', type ?? '']),
  );
}
