import type { FileTree, TreeEntry } from '@gantry/sbom';

/** Images with more files have no list: it would be larger than all else that is kept of them. */
const mostFiles = 300_000;

/** The files of an image as JSON, in order of their paths, with the names of the wire; null when they are too many. */
export function fileList(tree: FileTree): Uint8Array | null {
  if (tree.size > mostFiles) return null;
  const lines: string[] = [];
  for (const entry of tree.entries()) if (entry.path !== '/') lines.push(JSON.stringify(toLine(entry)));
  return Buffer.from(`[${lines.join(',\n')}]`, 'utf8');
}

const words = { file: 'file', directory: 'dir', symlink: 'slink', special: 'other' } as const;

function toLine({ path, type, mode, uid, gid, size, target }: TreeEntry) {
  const link = target === undefined ? {} : { linkdest: target };
  return { filename: path, type: words[type], mode: `0o${mode.toString(8)}`, uid, gid, size, ...link };
}
