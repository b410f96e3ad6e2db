import { isFile, isFolder, listFolder, type OpenAccess, openAccess } from '@gantry/io/files';
import { vulnsErrors } from '../errors.ts';
import { fetchFile, type Network } from './fetch-file.ts';

/** A place that feeds are read from: a URL prefix, a folder, or one file. */
export interface FeedOrigin {
  readonly kind: 'url' | 'folder' | 'file';
  /** As the user named it, without a trailing slash. */
  readonly place: string;
  /**
   * Opens the file at these plain names below the place (for `file`: the file itself, without names); null when it is not
   * there. A download goes to the work folder of the build. At most `maxBytes`.
   */
  open(names: readonly string[], maxBytes: number): Promise<OpenAccess | null>;
  /** Names in a folder; none for the others, which cannot tell. */
  list(names: readonly string[]): readonly string[];
  /** The address of a file, for messages. */
  address(names: readonly string[]): string;
}

/** Recognises what the user named. VULNS_FEED_PLACE_MISSING when it is no URL and nothing is there. */
export async function resolveOrigin(from: string, network: Network): Promise<FeedOrigin> {
  if (/^https?:\/\//i.test(from)) return urlOrigin(from.replace(/\/+$/, ''), network);
  if (await isFolder(from)) return folderOrigin(from.replace(/(?<=.)\/+$/, ''));
  if (await isFile(from)) return fileOrigin(from);
  throw vulnsErrors.FEED_PLACE_MISSING({ place: from });
}

function urlOrigin(place: string, network: Network): FeedOrigin {
  const address = (names: readonly string[]) => [place, ...names.map(encodeURIComponent)].join('/');
  return {
    kind: 'url',
    place,
    address,
    list: () => [],
    open: (names, maxBytes) =>
      names.every(isPlainName) ? fetchFile(address(names), maxBytes, network) : Promise.resolve(null),
  };
}

function folderOrigin(place: string): FeedOrigin {
  const address = (names: readonly string[]) => [place, ...names].join('/');
  return {
    kind: 'folder',
    place,
    address,
    list: (names) => (names.every(isPlainName) ? listFolder(address(names)) : []),
    open: async (names, maxBytes) => {
      if (!names.every(isPlainName) || !(await isFile(address(names)))) return null;
      return withinLimit(openAccess(address(names)), address(names), maxBytes);
    },
  };
}

function fileOrigin(place: string): FeedOrigin {
  return {
    kind: 'file',
    place,
    address: () => place,
    list: () => [],
    open: async (names, maxBytes) => (names.length > 0 ? null : withinLimit(openAccess(place), place, maxBytes)),
  };
}

function withinLimit(open: OpenAccess, place: string, maxBytes: number): OpenAccess {
  if (open.access.size <= maxBytes) return open;
  open.close();
  throw vulnsErrors.FEED_TOO_LARGE({ place, size: open.access.size, limit: maxBytes });
}

/** Names come from lists that others wrote: nothing that climbs or hides. */
function isPlainName(name: string): boolean {
  return name !== '' && name !== '.' && name !== '..' && name.length <= 200 && !/[/\\\p{Cc}]/u.test(name);
}
