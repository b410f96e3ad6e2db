import { type Client, rawBody } from '@gantry/contract/client';
import type { ImportContentDigests } from '@gantry/contract/images';
import {
  createOperation,
  importImageConfig,
  importImageDockerfile,
  importImageManifest,
  importImagePackages,
  importImageParentManifest,
  invalidateOperation,
} from '@gantry/contract/imports';
import type { ImageSource, Inspection } from '@gantry/core';
import { isCodedError } from '@gantry/core/errors';
import type { RawIndex } from '@gantry/sbom';
import { uploadInspection } from './upload-inspection.ts';

/** What is uploaded of an image. */
export interface Upload {
  readonly source: Pick<ImageSource, 'rawManifest' | 'rawConfig' | 'mediaType'>;
  /** A syft-JSON document. */
  readonly packages: string;
  readonly dockerfile: string | undefined;
  /** The index that the image was chosen from. */
  readonly index?: RawIndex | undefined;
  /** Searches and contents of files that were collected here; null for none. */
  readonly inspection?: Inspection | null;
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
  const { source, packages, dockerfile, index, inspection } = upload;
  const params = { operation_id };
  const bill = await client.call(importImagePackages, { params, body: rawBody('application/json', packages) });
  const manifest = await client.call(importImageManifest, {
    params,
    body: rawBody(
      typeOf(importImageManifest, source.mediaType, 'application/vnd.oci.image.manifest.v1+json'),
      Buffer.from(source.rawManifest, 'base64'),
    ),
  });
  const config = await client.call(importImageConfig, {
    params,
    body: rawBody('application/json', Buffer.from(source.rawConfig, 'base64')),
  });
  return {
    packages: bill.digest ?? '',
    manifest: manifest.digest ?? '',
    image_config: config.digest ?? '',
    ...(index && { parent_manifest: await uploadIndex(client, operation_id, index) }),
    ...(dockerfile !== undefined && { dockerfile: await uploadDockerfile(client, operation_id, dockerfile) }),
    ...(inspection && (await uploadInspection(client, operation_id, inspection))),
  };
}

async function uploadIndex(client: Client, operation_id: string, { mediaType, bytes }: RawIndex): Promise<string> {
  const type = typeOf(importImageParentManifest, mediaType, 'application/vnd.oci.image.index.v1+json');
  const body = rawBody(type, bytes);
  return (await client.call(importImageParentManifest, { params: { operation_id }, body })).digest ?? '';
}

async function uploadDockerfile(client: Client, operation_id: string, dockerfile: string): Promise<string> {
  const body = rawBody('text/plain', dockerfile);
  return (await client.call(importImageDockerfile, { params: { operation_id }, body })).digest ?? '';
}

/** Documents may name a type that the operation does not take. */
function typeOf({ accepts }: { readonly accepts: readonly string[] }, stated: string, usual: string): string {
  return accepts.includes(stated) ? stated : usual;
}

/** The first failure is what is told. */
async function giveUp(client: Client, operation_id: string): Promise<void> {
  try {
    await client.call(invalidateOperation, { params: { operation_id } });
  } catch (error) {
    if (!isCodedError(error)) throw error;
  }
}
