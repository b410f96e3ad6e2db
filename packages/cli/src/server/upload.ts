import { type Client, rawBody } from '@gantry/contract/client';
import type { ImportContentDigests } from '@gantry/contract/images';
import {
  createOperation,
  importImageConfig,
  importImageDockerfile,
  importImageManifest,
  importImagePackages,
  invalidateOperation,
} from '@gantry/contract/imports';
import type { ImageSource } from '@gantry/core';
import { isCodedError } from '@gantry/core/errors';

/** What is uploaded of an image. */
export interface Upload {
  readonly source: Pick<ImageSource, 'rawManifest' | 'rawConfig' | 'mediaType'>;
  /** A syft-JSON document. */
  readonly packages: string;
  readonly dockerfile: string | undefined;
}

/** What was uploaded, to be named when the image is added. */
export interface Uploaded {
  readonly operation_uuid: string;
  readonly contents: ImportContentDigests;
}

/** Uploads the parts of an image in one import operation, which is given up when a part fails. */
export async function uploadImage(client: Client, upload: Upload): Promise<Uploaded> {
  const { uuid: operation_id = '' } = await client.call(createOperation);
  try {
    return { operation_uuid: operation_id, contents: await uploadParts(client, operation_id, upload) };
  } catch (error) {
    await giveUp(client, operation_id);
    throw error;
  }
}

async function uploadParts(client: Client, operation_id: string, upload: Upload): Promise<ImportContentDigests> {
  const { source, packages, dockerfile } = upload;
  const params = { operation_id };
  const bill = await client.call(importImagePackages, { params, body: rawBody('application/json', packages) });
  const manifest = await client.call(importImageManifest, {
    params,
    body: rawBody(manifestType(source.mediaType), Buffer.from(source.rawManifest, 'base64')),
  });
  const config = await client.call(importImageConfig, {
    params,
    body: rawBody('application/json', Buffer.from(source.rawConfig, 'base64')),
  });
  const contents = {
    packages: bill.digest ?? '',
    manifest: manifest.digest ?? '',
    image_config: config.digest ?? '',
  };
  if (dockerfile === undefined) return contents;
  const file = await client.call(importImageDockerfile, { params, body: rawBody('text/plain', dockerfile) });
  return { ...contents, dockerfile: file.digest ?? '' };
}

/** Documents may name a type that the operation does not take. */
function manifestType(stated: string): string {
  const taken: readonly string[] = importImageManifest.accepts;
  return taken.includes(stated) ? stated : 'application/vnd.oci.image.manifest.v1+json';
}

/** The first failure is what is told. */
async function giveUp(client: Client, operation_id: string): Promise<void> {
  try {
    await client.call(invalidateOperation, { params: { operation_id } });
  } catch (error) {
    if (!isCodedError(error)) throw error;
  }
}
