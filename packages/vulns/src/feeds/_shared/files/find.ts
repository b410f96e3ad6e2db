import type { OpenAccess } from '@gantry/io/files';
import type { FeedRequest } from '../../../ingesting/define-feed.ts';

/** A file of a feed that was found. */
export interface FeedFile {
  /** Address or path, for messages. */
  readonly place: string;
  /** Null when it went away meanwhile. */
  open(): Promise<OpenAccess | null>;
}

/** Where a feed keeps its files. */
export interface FeedFiles {
  /** Folder below the place in a mirror. */
  readonly folder: string;
  /** Names that are asked for where a folder cannot be listed, best first: the first that is there is taken. */
  readonly names: readonly string[];
  /** What the files of the feed's folder are called. */
  readonly shape: RegExp;
  /** Most bytes of a file, as stored. */
  readonly maxBytes: number;
}

/** A name that says by its ending that it is a file. */
const fileShape = /\.(?:csv|json|txt)(?:\.gz)?$/i;

/**
 * The files of a feed at a place: the place itself when it was named for this feed and is a file; else files in the feed's folder or
 * (under the usual names, or all of a folder named for this feed) directly below the place. None when there are none.
 */
export async function findFeedFiles(request: FeedRequest, of: FeedFiles): Promise<readonly FeedFile[]> {
  const { origin, own } = request;
  const file = (names: readonly string[]): FeedFile => ({
    place: origin.address(names),
    open: () => origin.open(names, of.maxBytes),
  });
  if (origin.kind === 'file' || (own && origin.kind === 'url' && fileShape.test(origin.place)))
    return own ? [file([])] : [];
  for (const below of own ? [[], [of.folder]] : [[of.folder], []]) {
    if (origin.kind === 'folder') {
      const all = own || below.length > 0;
      const found = origin.list(below).filter((name) => (all ? of.shape.test(name) : of.names.includes(name)));
      if (found.length > 0) return found.map((name) => file([...below, name]));
    } else {
      const found = await firstThere(request, of, below);
      if (found) return [found];
    }
  }
  return [];
}

/** A server tells only by giving the file, which is kept open until it is read. */
async function firstThere({ origin }: FeedRequest, of: FeedFiles, below: readonly string[]): Promise<FeedFile | null> {
  for (const name of of.names) {
    const names = [...below, name];
    const opened = await origin.open(names, of.maxBytes);
    if (opened) return { place: origin.address(names), open: async () => opened };
  }
  return null;
}
