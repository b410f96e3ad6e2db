import type { Client } from '@gantry/contract/client';
import { addImage, type Image, type ImageSource } from '@gantry/contract/images';
import { readTextFile } from '@gantry/io/files';
import { parseReference, type Reference, referenceText } from '@gantry/sbom';
import { cliErrors } from '../../errors.ts';
import { renderAnswer } from '../../render/answer.ts';
import { awaitAnalysis } from '../../server/analysis.ts';
import { withServer } from '../../server/session.ts';
import { flag, text, texts } from '../../settings/option.ts';
import { pairsOf } from '../../steps/annotations.ts';
import { type ExitCode, exitCodes } from '../../terminal/exit-codes.ts';
import type { Call } from '../command.ts';
import { nameOf, outputOf } from '../server/verbs.ts';
import { imageLines } from './view.ts';

/** Dockerfiles larger than this are refused. Bytes. */
const maxDockerfileBytes = 1024 * 1024;

/** `gantry image add IMAGE`: the server pulls it, or with `--from` it is analyzed here and the result imported. */
export async function run(call: Call): Promise<ExitCode> {
  const annotations = pairsOf('--annotation', texts(call.options, 'annotation'));
  const dockerfile = await dockerfileOf(call);
  const wanted = await wantedOf(call);
  return withServer(call, async (client) => {
    const source = await sourceOf(client, dockerfile, call);
    const added = await client.call(addImage, {
      query: { force: flag(call.options, 'force'), auto_subscribe: call.options['autoSubscribe'] !== false },
      body: { image_type: 'docker', source, ...(annotations ? { annotations } : {}) },
    });
    const image = await settled(client, added, { call, isWanted: wanted !== undefined });
    call.terminal.out(
      renderAnswer({ operation: addImage, reply: image, items: [image], view: imageLines }, outputOf(call)),
    );
    await wanted?.get(client, { digest: image.image_digest ?? '', tag: image.image_detail?.[0]?.full_tag });
    return exitCodes.ok;
  });
}

async function settled(
  client: Client,
  image: Image,
  { call, isWanted }: { readonly call: Call; readonly isWanted: boolean },
): Promise<Image> {
  if (!flag(call.options, 'wait') && !isWanted) return image;
  return awaitAnalysis(client, { image_digest: image.image_digest ?? '', name: nameOf(call) }, call);
}

/** Options that cannot work fail before an image is analyzed. */
async function wantedOf(call: Call) {
  const keys = texts(call.options, 'get');
  if (keys.length === 0) return undefined;
  const { resultsWanted } = await import('./get-results.ts');
  return resultsWanted(keys, call);
}

async function sourceOf(client: Client, dockerfile: string | undefined, call: Call): Promise<ImageSource> {
  const from = text(call.options, 'from');
  if (!from) {
    if (text(call.options, 'inspect')) throw cliErrors.NEEDS({ command: 'gantry image add --inspect', what: '--from' });
    if (text(call.options, 'platform') && !flag(call.options, 'quiet'))
      call.terminal.err('note: --platform counts only with --from; the server chooses for itself\n');
    return pulledBy(nameOf(call), dockerfile);
  }
  const { importLocally } = await import('./import-image.ts');
  return { import: await importLocally(client, { from, dockerfile }, call) };
}

/** The server pulls: by tag, or by digest under a tag. */
function pulledBy(name: string, dockerfile: string | undefined): ImageSource {
  const reference = parseReference(name);
  const encoded = dockerfile ? { dockerfile: Buffer.from(dockerfile).toString('base64') } : {};
  if (reference.digest === undefined) return { tag: { pull_string: referenceText(reference), ...encoded } };
  return { digest: { ...digestSource(name, reference), ...encoded } };
}

function digestSource(name: string, { registry, repository, tag, digest }: Reference) {
  if (tag === undefined) throw cliErrors.NO_TAG_TO_ADD({ name });
  const place = `${registry}/${repository}`;
  return { pull_string: `${place}@${digest}`, tag: `${place}:${tag}` };
}

async function dockerfileOf({ options }: Call): Promise<string | undefined> {
  const path = text(options, 'dockerfile');
  return path ? readTextFile(path, maxDockerfileBytes) : undefined;
}
