import type { Digest } from '@gantry/core';
import { sbomErrors } from '../../errors.ts';
import { isMarkedAttached } from './attached-entries.ts';
import { asRecord, parseBoundedJson } from './bounded-json.ts';
import type { Descriptor } from './descriptor.ts';
import { parseIndex } from './parse-index.ts';

/** Key of the tag in index.json: https://github.com/opencontainers/image-spec/blob/main/annotations.md */
export const refNameKey = 'org.opencontainers.image.ref.name';

/** containerd and Docker state the full reference under this key. */
const containerdNameKey = 'io.containerd.image.name';

/** Files of a layout other than blobs are small. */
export const layoutFileLimit = 8 << 20;

/** The parts of the path of a blob in a layout; only ever from a digest that `isDigest` accepted. */
export function blobPath(digest: Digest): readonly string[] {
  const colon = digest.indexOf(':');
  return ['blobs', digest.slice(0, colon), digest.slice(colon + 1)];
}

/** Fails with SBOM_LAYOUT_INVALID unless `oci-layout` states version 1: https://github.com/opencontainers/image-spec/blob/main/image-layout.md */
export function checkLayoutVersion(bytes: Uint8Array, target: string): void {
  const version = asRecord(parseBoundedJson(bytes, 'oci-layout'))?.['imageLayoutVersion'];
  if (typeof version !== 'string' || !/^1\.\d{1,9}\.\d{1,9}$/.test(version)) {
    throw sbomErrors.LAYOUT_INVALID({ target, because: 'its oci-layout file does not state version 1' });
  }
}

/** The tags of an entry of index.json. */
export function tagsOf(entry: Descriptor): readonly string[] {
  const tags = [entry.annotations[refNameKey], entry.annotations[containerdNameKey]];
  return [...new Set(tags.filter((tag): tag is string => tag !== undefined && tag !== ''))];
}

/**
 * The entry of index.json that is meant: the tagged one, the only one, else `latest`. Several untagged entries are one image for several
 * platforms: then all of index.json is the index to choose from (undefined).
 *
 * Fails with SBOM_INDEX_EMPTY, SBOM_IMAGE_NAME_MISSING or SBOM_IMAGE_AMBIGUOUS, the last two with the names there are.
 */
export function entryOfLayout(indexBytes: Uint8Array, target: string, tag: string | undefined): Descriptor | undefined {
  const entries = parseIndex(indexBytes, 'index.json');
  const [first] = entries;
  if (first === undefined) throw sbomErrors.INDEX_EMPTY({ name: 'index.json' });
  if (tag !== undefined) return taggedEntry(entries, target, tag);
  // Signatures that lie beside an image are no images to choose from.
  const images = entries.filter((entry) => !isMarkedAttached(entry));
  if (images.length === 1 || entries.length === 1) return images[0] ?? first;
  const names = namesOf(images);
  if (names.length === 0) return undefined;
  if (names.length === 1 && images.every((entry) => tagsOf(entry).includes(names[0] as string))) return undefined;
  const latest = images.filter((entry) => tagsOf(entry).includes('latest'));
  if (latest.length === 1) return latest[0];
  throw sbomErrors.IMAGE_AMBIGUOUS({ target, names: shownNames(names) });
}

function taggedEntry(entries: readonly Descriptor[], target: string, tag: string): Descriptor {
  const found = entries.find((entry) => isNamed(entry, tag));
  if (found !== undefined) return found;
  throw sbomErrors.IMAGE_NAME_MISSING({ target, name: tag, names: shownNames(namesOf(entries)) });
}

function isNamed(entry: Descriptor, name: string): boolean {
  return entry.digest === name || tagsOf(entry).includes(name);
}

function namesOf(entries: readonly Descriptor[]): readonly string[] {
  return [...new Set(entries.flatMap((entry) => tagsOf(entry)))];
}

/** A list of names for an error, of bounded length. */
export function shownNames(names: readonly string[]): string {
  if (names.length === 0) return 'none';
  const shown = names.slice(0, 20).join(', ');
  return names.length > 20 ? `${shown} and ${names.length - 20} more` : shown;
}
