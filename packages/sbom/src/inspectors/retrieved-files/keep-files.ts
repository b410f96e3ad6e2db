import type { RetrievedFile, RetrievedFiles } from '@gantry/core';
import type { InspectContext, InspectedFile, InspectorResult } from '../../inspecting/define-inspector.ts';
import { type KeptFile, plainPath, type RetrieveOptions } from './kept-file-reader.ts';

/** Lays the wanted files out, in order of their names, as far as the budget goes. */
export function keepFiles(
  files: readonly InspectedFile<KeptFile>[],
  { options, tree }: Pick<InspectContext<RetrieveOptions>, 'options' | 'tree'>,
): InspectorResult<'retrievedFiles'> {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const kept: RetrievedFile[] = [];
  const skipped: RetrievedFiles['skipped'][number][] = [];
  let left = options.allBytes;
  for (const path of options.wanted) {
    const full = `/${plainPath(path) ?? ''}`;
    const file = byPath.get(full) ?? byPath.get(tree.resolve(full) ?? '');
    const outcome = file === undefined ? absent(full, tree) : contentOf(file, left);
    if (typeof outcome === 'string') skipped.push({ path, because: outcome });
    if (outcome === null || typeof outcome === 'string') continue;
    left -= outcome.length;
    const layer = file?.layer === undefined ? {} : { layer: file.layer };
    kept.push({ path, ...layer, size: outcome.length, content: outcome.toString('base64') });
  }
  return { found: { wanted: options.wanted, files: kept, skipped } };
}

/** Null when nothing is there; else why it is not kept. */
function absent(path: string, tree: InspectContext['tree']): string | null {
  const real = tree.resolve(path);
  const type = real === null ? undefined : tree.entry(real)?.type;
  if (type === undefined) return tree.entry(path) === null ? null : 'it is a link that leads nowhere';
  return type === 'file' ? 'it was not read' : `it is no regular file but a ${type === 'directory' ? 'folder' : type}`;
}

function contentOf({ facts, unread }: InspectedFile<KeptFile>, left: number): Buffer | string {
  if (facts === null) return unread[0]?.because ?? 'it was not read';
  const bytes = Buffer.from(facts.content, 'base64');
  return bytes.length > left ? 'the files before it took all the room' : bytes;
}
