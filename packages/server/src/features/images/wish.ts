import { isUtf8 } from 'node:buffer';
import type { ImageAnalysisRequest } from '@gantry/contract/images';
import type { Reference } from '@gantry/sbom';
import type { ImportManifest } from '../imports/ports.ts';
import { imageErrors } from './errors.ts';
import { bareImageId, readDigest, readReference, type TagName, tagNameOf } from './names.ts';

/** What a request to add an image asks for. */
export type Wish = RegistryWish | ImportWish;

/** An image that the server pulls. */
export interface RegistryWish extends CommonWish {
  readonly kind: 'registry';
  /** What the registry is asked for. */
  readonly reference: Reference;
  /** Absent when the caller named a digest alone. */
  readonly tag?: TagName;
  /** The tag itself was asked for, so it can be watched. */
  readonly byTag: boolean;
  readonly detectedAt?: Date;
  /** The text of the Dockerfile. */
  readonly dockerfile?: string;
}

/** An image that a client analyzed and uploaded. */
export interface ImportWish extends CommonWish {
  readonly kind: 'import';
  readonly manifest: ImportManifest;
  readonly tags: readonly TagName[];
}

interface CommonWish {
  /** A null value removes the annotation. */
  readonly annotations: Readonly<Record<string, string | null>>;
}

type Source = NonNullable<ImageAnalysisRequest['source']>;

const largestDockerfile = 2 ** 20;

/** Reads the body of a request. Errors of the table of codes, all for the caller to mend. */
export function readWish({ source = {}, annotations }: ImageAnalysisRequest): Wish {
  const given = Object.entries(source).filter(([, value]) => value !== null && value !== undefined);
  if (given.length === 0) throw imageErrors.SOURCE_MISSING();
  if (given.length > 1) throw imageErrors.SOURCE_AMBIGUOUS({ names: given.map(([name]) => name).join(', ') });
  if (source.archive) throw imageErrors.ARCHIVE_UNAVAILABLE({ digest: source.archive.digest });
  const common = { annotations: readAnnotations(annotations ?? {}) };
  if (source.tag) return { ...common, ...tagWish(source.tag) };
  if (source.digest) return { ...common, ...digestWish(source.digest) };
  if (source.import) return { ...common, ...importWish(source.import) };
  throw imageErrors.SOURCE_MISSING();
}

function tagWish({ pull_string, dockerfile }: NonNullable<Source['tag']>): Omit<RegistryWish, 'annotations'> {
  return { ...referenceWish(readReference(pull_string)), ...dockerfileOf(dockerfile) };
}

/** What one reference asks for, as watchers and source.tag write it. */
export function referenceWish(reference: Reference): Omit<RegistryWish, 'annotations'> {
  const tag = tagNameOf(reference);
  const byTag = tag !== undefined && reference.digest === undefined;
  return { kind: 'registry', reference, byTag, ...(tag === undefined ? {} : { tag }) };
}

function digestWish(source: NonNullable<Source['digest']>): Omit<RegistryWish, 'annotations'> {
  const reference = readReference(source.pull_string);
  if (reference.digest === undefined) {
    throw imageErrors.REFERENCE_INVALID({ text: source.pull_string, because: 'it names no digest' });
  }
  const tag = tagNameOf(readReference(source.tag));
  if (tag === undefined) throw imageErrors.REFERENCE_INVALID({ text: source.tag, because: 'it names no tag' });
  if (tag.registry !== reference.registry || tag.repo !== reference.repository) {
    throw imageErrors.REPOSITORY_MISMATCH({ tag: tag.fullTag, reference: source.pull_string });
  }
  const stated = source.creation_timestamp_override;
  const detectedAt = stated === undefined ? {} : { detectedAt: readTime('creation_timestamp_override', stated) };
  return { kind: 'registry', reference, tag, byTag: false, ...detectedAt, ...dockerfileOf(source.dockerfile) };
}

function importWish(source: NonNullable<Source['import']>): Omit<ImportWish, 'annotations'> {
  const tags = source.tags.flatMap((text) => tagNameOf(readReference(text)) ?? []);
  const manifest: ImportManifest = {
    operationId: source.operation_uuid,
    digest: readDigest(source.digest),
    contents: source.contents,
    ...(source.parent_digest ? { parentDigest: readDigest(source.parent_digest) } : {}),
    ...(source.local_image_id ? { imageId: bareImageId(source.local_image_id) } : {}),
  };
  return { kind: 'import', manifest, tags };
}

function dockerfileOf(base64: string | undefined): { readonly dockerfile?: string } {
  if (base64 === undefined) return {};
  const bytes = Buffer.from(base64, 'base64');
  if (bytes.length > largestDockerfile) {
    throw imageErrors.DOCKERFILE_INVALID({ because: `it has more than ${largestDockerfile} bytes` });
  }
  if (!isUtf8(bytes) || bytes.includes(0)) throw imageErrors.DOCKERFILE_INVALID({ because: 'it is not text in UTF-8' });
  return { dockerfile: bytes.toString('utf8') };
}

function readAnnotations(given: Readonly<Record<string, unknown>>): Readonly<Record<string, string | null>> {
  return Object.fromEntries(Object.entries(given).map(([name, value]) => [name, annotationValue(name, value)]));
}

function annotationValue(name: string, value: unknown): string | null {
  if (value === null) return null;
  if (typeof value === 'string' && !value.includes('\u0000') && !name.includes('\u0000')) return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw imageErrors.ANNOTATION_INVALID({ name: name.slice(0, 100), because: 'its value is not a text' });
}

/** An instant that a caller wrote. IMAGE_TIME_INVALID. */
export function readTime(name: string, text: string): Date {
  const time = new Date(/^\d{4}-\d{2}-\d{2}/.test(text) ? withZone(text) : Number.NaN);
  if (Number.isNaN(time.getTime())) throw imageErrors.TIME_INVALID({ name, text: text.slice(0, 100) });
  return time;
}

/** A time without a zone is meant in UTC. */
function withZone(text: string): string {
  return /T.*(?:Z|[+-]\d{2}:?\d{2})$/i.test(text) || !text.includes('T') ? text : `${text}Z`;
}
