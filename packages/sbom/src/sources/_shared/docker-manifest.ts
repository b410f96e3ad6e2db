import { sbomErrors } from '../../errors.ts';
import { asRecord, parseBoundedJson } from './bounded-json.ts';
import { strings } from './descriptor.ts';
import { shownNames } from './layout.ts';
import { layerLimit } from './parse-manifest.ts';
import { referenceText, tryParseReference } from './reference.ts';

/** An image of a `docker save` archive, as its manifest.json lists it: names of entries of the archive. */
export interface SavedImage {
  readonly config: string;
  readonly tags: readonly string[];
  /** Lowest first. */
  readonly layers: readonly string[];
}

/** Parses manifest.json of an archive that `docker save` writes. Fails with SBOM_ARCHIVE_INVALID, SBOM_LAYERS_TOO_MANY and the codes of the JSON parser. */
export function parseSavedImages(bytes: Uint8Array): readonly SavedImage[] {
  const list = parseBoundedJson(bytes, 'manifest.json');
  if (!Array.isArray(list) || list.length === 0) throw invalid('its manifest.json lists no image');
  return list.map((item: unknown) => {
    const record = asRecord(item);
    const config = record?.['Config'];
    const layers = record?.['Layers'] ?? [];
    if (typeof config !== 'string' || !Array.isArray(layers))
      throw invalid('its manifest.json has an entry without Config or Layers');
    const names = strings(layers);
    if (names.length !== layers.length) throw invalid('its manifest.json has a layer that is no name');
    if (names.length > layerLimit)
      throw sbomErrors.LAYERS_TOO_MANY({ digest: config.slice(0, 100), count: names.length, limit: layerLimit });
    return { config, tags: strings(record?.['RepoTags']), layers: names };
  });
}

/** The image that is meant by a name (a tag, with Docker's defaults, or an image id), or the only one. Fails with SBOM_IMAGE_NAME_MISSING or SBOM_IMAGE_AMBIGUOUS. */
export function chooseSavedImage(images: readonly SavedImage[], target: string, name: string | undefined): SavedImage {
  const [first] = images;
  if (name === undefined && first !== undefined && images.length === 1) return first;
  const names = shownNames(images.map((image) => image.tags[0] ?? image.config));
  if (name === undefined) throw sbomErrors.IMAGE_AMBIGUOUS({ target, names });
  const found = images.find((image) => image.tags.some((tag) => isSameName(tag, name)) || isSameId(image.config, name));
  if (found === undefined) throw sbomErrors.IMAGE_NAME_MISSING({ target, name, names });
  return found;
}

/** Do an archive's tag and a name mean the same image? `debian:12` is `docker.io/library/debian:12`; a bare tag counts as well. */
export function isSameName(tag: string, name: string): boolean {
  const [left, right] = [tryParseReference(tag), tryParseReference(name)];
  if (left !== undefined && right !== undefined && referenceText(left) === referenceText(right)) return true;
  return tag === name;
}

function isSameId(config: string, name: string): boolean {
  const id = name.replace(/^sha256:/, '');
  return /^[0-9a-f]{12,64}$/.test(id) && (config.startsWith(id) || config.startsWith(`blobs/sha256/${id}`));
}

function invalid(because: string): Error {
  return sbomErrors.ARCHIVE_INVALID({ because });
}
