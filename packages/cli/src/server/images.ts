import { type Client, isApiProblem } from '@gantry/contract/client';
import { getImage, type Image, listImages } from '@gantry/contract/images';
import { tryParseReference } from '@gantry/sbom';
import { cliErrors } from '../errors.ts';
import { fullReference } from './reference.ts';

/** An image of the server, found by the words of a call. */
export interface FoundImage {
  readonly image: Image;
  readonly digest: string;
  /** The tag that it was found by, else its newest one. */
  readonly tag: string | undefined;
}

const digestForm = /^sha256:[0-9a-f]{64}$/;
const idForm = /^[0-9a-f]{64}$/;

/** Finds an image by tag, digest or image id. Fails with CLI_BAD_REFERENCE and CLI_NOT_FOUND. */
export async function findImage(client: Client, name: string): Promise<FoundImage> {
  if (digestForm.test(name)) return byDigest(client, name, name);
  if (idForm.test(name)) return byList(client, name, { image_id: name });
  const reference = tryParseReference(name);
  if (reference === undefined) throw cliErrors.BAD_REFERENCE({ text: name });
  if (reference.digest !== undefined) return byDigest(client, name, reference.digest);
  const full_tag = fullReference(name);
  return { ...(await byList(client, name, { full_tag })), tag: full_tag };
}

/** The tags of an image, the newest first. */
export function tagsOf({ image_detail: details = [] }: Image): readonly string[] {
  const newest = [...details].sort((a, b) => timeOf(b.tag_detected_at) - timeOf(a.tag_detected_at));
  return newest.flatMap(({ full_tag }) => (full_tag ? [full_tag] : []));
}

async function byDigest(client: Client, name: string, image_digest: string): Promise<FoundImage> {
  try {
    return toFound(await client.call(getImage, { params: { image_digest } }));
  } catch (error) {
    if (isApiProblem(error) && error.status === 404) throw notFound(name, error);
    throw error;
  }
}

async function byList(
  client: Client,
  name: string,
  query: { readonly full_tag: string } | { readonly image_id: string },
): Promise<FoundImage> {
  const image = (await client.call(listImages, { query })).items?.[0];
  if (image === undefined) throw notFound(name);
  return toFound(image);
}

function toFound(image: Image): FoundImage {
  return { image, digest: image.image_digest ?? '', tag: tagsOf(image)[0] };
}

function notFound(name: string, cause?: unknown): Error {
  return cliErrors.NOT_FOUND({ kind: 'image', name }, { cause });
}

function timeOf(text: string | undefined): number {
  return text === undefined ? 0 : Date.parse(text) || 0;
}
