import type { Bill, ImageSource } from '@gantry/core';
import { reconstructDockerfile } from '@gantry/policy';
import type { Row, Scope } from '../../kernel/db/index.ts';
import type { Images } from '../images/ports.ts';
import { contentErrors } from './errors.ts';

/** Pieces of metadata, in the order of the API's list. */
export const metadataTypes = ['manifest', 'docker_history', 'dockerfile'] as const;
type MetadataType = (typeof metadataTypes)[number];

/** Where metadata comes from. */
export type MetadataSource = Pick<Images, 'document' | 'bill'>;

/** One piece of metadata in base64. CONTENT_METADATA_UNKNOWN, CONTENT_NO_IMAGE_FACTS. */
export async function readMetadata(
  source: MetadataSource,
  scope: Scope,
  { image, type }: { readonly image: Row<'image'>; readonly type: string },
): Promise<string> {
  if (!isMetadataType(type)) throw contentErrors.METADATA_UNKNOWN({ type, types: metadataTypes.join(', ') });
  return Buffer.from(await readers[type](source, scope, image)).toString('base64');
}

function isMetadataType(type: string): type is MetadataType {
  return (metadataTypes as readonly string[]).includes(type);
}

type Reader = (source: MetadataSource, scope: Scope, image: Row<'image'>) => Promise<Uint8Array | string>;

const readers: Readonly<Record<MetadataType, Reader>> = {
  manifest: async (source, scope, { digest }) => {
    const stored = await source.document(scope, digest, 'manifest');
    return stored ?? Buffer.from(imageSource(await source.bill(scope, digest)).rawManifest, 'base64');
  },
  docker_history: async (source, scope, { digest }) =>
    JSON.stringify(toHistory(imageSource(await source.bill(scope, digest)))),
  dockerfile: async (source, scope, { digest, dockerfile }) =>
    dockerfile ?? reconstructDockerfile(imageSource(await source.bill(scope, digest))).text,
};

function imageSource({ source }: Bill): ImageSource {
  if (source.kind !== 'image') throw contentErrors.NO_IMAGE_FACTS();
  return source;
}

/** The steps of an image as `docker history` words them, newest first; sizes are those of the stored layers. */
function toHistory({ config, layers, imageId, tags }: ImageSource): unknown[] {
  let layer = 0;
  const steps = config.history.map(({ createdBy, comment, created, emptyLayer }) => ({
    Id: '<missing>',
    Created: created === undefined ? 0 : Math.floor(Date.parse(created) / 1000) || 0,
    CreatedBy: createdBy ?? '',
    Comment: comment ?? '',
    Size: emptyLayer ? 0 : (layers[layer++]?.size ?? 0),
    Tags: [] as readonly string[],
  }));
  return steps.reverse().map((step, at) => (at === 0 ? { ...step, Id: imageId, Tags: tags } : step));
}
