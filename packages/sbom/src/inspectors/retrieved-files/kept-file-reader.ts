import { normalisePath } from '../../filetree/path.ts';
import type { InspectorReader } from '../../inspecting/define-inspector.ts';
import type { InspectionWish } from '../../inspecting/wish.ts';

/** What to keep. */
export interface RetrieveOptions {
  /** As they were asked for. */
  readonly wanted: readonly string[];
  /** Of one file. Bytes. */
  readonly fileBytes: number;
  /** Of all files. Bytes. */
  readonly allBytes: number;
}

/** The content of a file, base64. */
export interface KeptFile {
  readonly content: string;
}

const mib = 2 ** 20;

/** More names than this are not looked for. */
const maxWanted = 1000;

/** The options of a wish. A wish for no file at all is granted: with nothing. */
export function retrieveOptions({ retrieve, limits = {} }: InspectionWish): RetrieveOptions {
  return {
    wanted: [...new Set(retrieve)].sort().slice(0, maxWanted),
    fileBytes: limits.retrieveFileBytes ?? mib,
    allBytes: limits.retrieveBytes ?? 8 * mib,
  };
}

/** Reads files of the wanted names; links to them are followed by whoever runs it. */
export function keptFileReader({ wanted, fileBytes }: RetrieveOptions): InspectorReader<KeptFile> {
  const paths = new Set(wanted.map(plainPath));
  const globs = [...paths].flatMap((path) => (path === null ? [] : [exactGlob(path)]));
  return {
    reads: globs.length === 0 ? [] : [{ globs, maxBytes: fileBytes }],
    read: ({ path, content }) =>
      paths.has(path.slice(1))
        ? { facts: { content: Buffer.from(content.read(0, content.size)).toString('base64') } }
        : { facts: null },
  };
}

/** Without slashes around it, and without steps upwards; null for no path. */
export function plainPath(path: string): string | null {
  const plain = normalisePath(path);
  return plain === '' ? null : plain;
}

/** A glob for one path: what would be a wildcard stands for any letter, and `read` compares. */
function exactGlob(path: string): string {
  return path.replace(/[*?{}]/g, '?');
}
