import type { Operation } from '@gantry/contract';
import { addImage } from '@gantry/contract/images';
import {
  createOperation,
  importContentSearches,
  importFileContents,
  importImageConfig,
  importImageManifest,
  importImagePackages,
  importSecretSearches,
} from '@gantry/contract/imports';
import type { Ask } from './ask.ts';
import { importedDigest, importParts, manifestType } from './material.ts';
import { people } from './people.ts';
import type { World } from './world.ts';

/** Uploads an image with all that a client may have searched in it, to `team-a`; it waits for its analysis then. */
export async function importImage(prepare: World['prepare']): Promise<void> {
  const { uuid } = await prepare<{ uuid: string }>(people.owner, createOperation);
  const upload = async (operation: Operation, body: Ask) => {
    const { digest } = await prepare<{ digest: string }>(people.owner, operation, {
      params: { operation_id: uuid },
      ...body,
    });
    return digest;
  };
  const contents = {
    packages: await upload(importImagePackages, { json: importParts.packages }),
    image_config: await upload(importImageConfig, { text: importParts.config, type: 'application/json' }),
    manifest: await upload(importImageManifest, { text: importParts.manifest, type: manifestType }),
    content_searches: await upload(importContentSearches, { json: importParts.searches }),
    secret_searches: await upload(importSecretSearches, { json: importParts.searches }),
    file_contents: await upload(importFileContents, { json: importParts.fileContents }),
  };
  const source = { import: { operation_uuid: uuid, contents, digest: importedDigest, tags: ['r.example/imported:1'] } };
  await prepare(people.owner, addImage, { json: { source } });
}
