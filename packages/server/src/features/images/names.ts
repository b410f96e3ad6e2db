import { type Reference, tryParseReference } from '@gantry/sbom';
import { imageErrors } from './errors.ts';

/** A tag of an image, taken apart. */
export interface TagName {
  readonly registry: string;
  readonly repo: string;
  readonly tag: string;
  /** registry/repo:tag */
  readonly fullTag: string;
}

/** The parts of a reference. IMAGE_REFERENCE_INVALID. */
export function readReference(text: string): Reference {
  const reference = tryParseReference(text.trim());
  if (reference !== undefined) return reference;
  throw imageErrors.REFERENCE_INVALID({ text: text.slice(0, 300), because: 'it is malformed' });
}

/** The tag of a reference, or undefined when it names a digest alone. */
export function tagNameOf({ registry, repository, tag }: Reference): TagName | undefined {
  if (tag === undefined) return undefined;
  return { registry, repo: repository, tag, fullTag: `${registry}/${repository}:${tag}` };
}

/** The spelling under which tags are stored; what is no reference stays as it is, and is found nowhere. */
export function fullTagOf(text: string): string {
  const reference = tryParseReference(text);
  return (reference === undefined ? undefined : tagNameOf(reference)?.fullTag) ?? text;
}

/** A digest as it is stored. IMAGE_DIGEST_INVALID. */
export function readDigest(text: string): string {
  const digest = text.trim().toLowerCase();
  if (/^sha256:[a-f0-9]{64}$/.test(digest)) return digest;
  throw imageErrors.DIGEST_INVALID({ text: text.slice(0, 200) });
}

/** An image id as it is stored: hex, without the algorithm. */
export function bareImageId(text: string): string {
  return text.toLowerCase().replace(/^sha256:/, '');
}
