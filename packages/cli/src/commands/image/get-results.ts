import type { Client } from '@gantry/contract/client';
import { listImageContent } from '@gantry/contract/content';
import { getImagePolicyCheckByDigest } from '@gantry/contract/evaluations';
import { getImage } from '@gantry/contract/images';
import { getImageVulnerabilitiesByDigest } from '@gantry/contract/vulnerabilities';
import { cliErrors } from '../../errors.ts';
import { jsonText } from '../../render/answer.ts';
import { contentKindOf } from '../../server/content-kinds.ts';
import { writeNew } from '../../steps/new-file.ts';
import type { Call } from '../command.ts';
import { documentOf } from './sbom.ts';

interface Target {
  readonly digest: string;
  readonly tag: string | undefined;
}

type Result = (client: Client, target: Target) => Promise<string | Uint8Array>;

/** What `--get` can fetch of an image once it is analyzed. */
const results: Readonly<Record<string, Result>> = {
  'image-metadata': async (client, { digest }) =>
    jsonText(await client.call(getImage, { params: { image_digest: digest } })),
  sbom: (client, { digest }) => documentOf(client, digest, 'syft-json'),
  sbomspdx: (client, { digest }) => documentOf(client, digest, 'spdx-json'),
  sbomcyclonedx: (client, { digest }) => documentOf(client, digest, 'cyclonedx-json'),
  content: async (client, { digest }) => jsonText(await everyContent(client, digest)),
  vulnerability: async (client, { digest }) =>
    jsonText(
      await client.call(getImageVulnerabilitiesByDigest, { params: { image_digest: digest, vuln_type: 'all' } }),
    ),
  'policy-evaluation': async (client, { digest, tag }) => {
    if (tag === undefined) throw cliErrors.NO_TAG({ name: digest });
    return jsonText(
      await client.call(getImagePolicyCheckByDigest, { params: { image_digest: digest }, query: { tag } }),
    );
  },
};

interface Wanted {
  readonly name: string;
  /** Undefined: standard output. */
  readonly path: string | undefined;
}

/** Reads the values of `--get`: `KEY`, `KEY=PATH`, `all=FOLDER`. Fails with CLI_BAD_OPTION and CLI_BAD_PAIR. */
export function resultsWanted(keys: readonly string[], call: Call) {
  const wanted = keys.flatMap(wantedBy);
  return {
    async get(client: Client, target: Target): Promise<void> {
      for (const { name, path } of wanted) {
        const content = (await results[name]?.(client, target)) ?? '';
        if (path === undefined)
          call.terminal.out(typeof content === 'string' ? content : new TextDecoder().decode(content));
        else await writeNew(path, content, true);
      }
    },
  };
}

function wantedBy(key: string): readonly Wanted[] {
  const [name = '', ...rest] = key.split('=');
  const path = rest.length === 0 ? undefined : rest.join('=');
  if (name === 'all') {
    if (!path) throw cliErrors.BAD_PAIR({ option: '--get', form: 'all=FOLDER', value: key });
    return Object.keys(results).map((one) => ({ name: one, path: `${path}/${one}.json` }));
  }
  if (Object.hasOwn(results, name) && path !== '') return [{ name, path }];
  throw cliErrors.BAD_OPTION({
    option: '--get',
    value: key,
    allowed: `${Object.keys(results).join(', ')}, all=FOLDER`,
  });
}

async function everyContent(client: Client, image_digest: string): Promise<Record<string, unknown>> {
  const content: Record<string, unknown> = {};
  for (const type of await client.call(listImageContent, { params: { image_digest } }))
    content[type] = await contentKindOf(type).ask(client, image_digest);
  return content;
}
