import { fileCompression, indexTar, inflateFile, type TarPlace } from '@gantry/io/archive';
import { createTempFolder, readRange } from '@gantry/io/files';
import { sbomErrors } from '../../errors.ts';
import { documentLimit } from './blob-store.ts';

/** A tar archive on the local disk, plain; its entries by name. */
export interface ArchiveFile {
  readonly path: string;
  /** The regular file of this name, links inside the archive followed; undefined when there is none. */
  find(name: string): TarPlace | undefined;
  /** The bytes of a small entry. Fails with SBOM_ARCHIVE_INVALID when it is absent or too large. */
  read(name: string): Promise<Uint8Array>;
  close(): Promise<void>;
}

/** Layers of an image, and a few files: far fewer than this. */
const maxEntries = 100_000;

/** A packed archive is unpacked to a temporary file first: layers are read at any position. */
const inflateLimits = { maxBytes: 32 * 2 ** 30, maxRatio: 500, ratioFrom: 2 ** 30 };

/** How far links inside an archive are followed. */
const maxLinks = 8;

/** Opens a tar archive, also gzip or zstd packed. Fails with the codes of `indexTar` and `inflateFile` (IO_TAR_CORRUPT, IO_INFLATE_LIMIT, ...). */
export async function openArchive(path: string): Promise<ArchiveFile> {
  if (fileCompression(path) === 'none') return archiveAt(path, () => Promise.resolve());
  const folder = await createTempFolder();
  try {
    const plain = folder.newPath();
    await inflateFile(path, plain, inflateLimits);
    return await archiveAt(plain, () => folder.remove());
  } catch (error) {
    await folder.remove();
    throw error;
  }
}

async function archiveAt(path: string, close: () => Promise<void>): Promise<ArchiveFile> {
  const places = await indexTar(path, { maxEntries });
  const find = (name: string): TarPlace | undefined => followLinks(places, name);
  return {
    path,
    find,
    async read(name) {
      const place = find(name);
      if (place === undefined)
        throw sbomErrors.ARCHIVE_INVALID({ because: `it has no file ${JSON.stringify(name.slice(0, 200))}` });
      if (place.size > documentLimit)
        throw sbomErrors.ARCHIVE_INVALID({ because: `${JSON.stringify(name.slice(0, 200))} has ${place.size} bytes` });
      return readRange(path, { offset: place.offset, length: place.size });
    },
    close,
  };
}

function followLinks(places: ReadonlyMap<string, TarPlace>, name: string): TarPlace | undefined {
  let current = name.replace(/^(?:\.\/)+/, '');
  for (let links = 0; links <= maxLinks; links += 1) {
    const place = places.get(current);
    if (place === undefined || place.kind === 'file') return place;
    if (place.kind === 'symlink') current = joinInside(current, place.link);
    else if (place.kind === 'hardlink') current = joinInside('', place.link);
    else return undefined;
  }
  return undefined;
}

/** The name a link leads to; names stay inside the archive because they are only ever looked up in it. */
function joinInside(from: string, target: string): string {
  const parts = target.startsWith('/') ? [] : from.split('/').slice(0, -1);
  for (const part of target.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts.join('/');
}
