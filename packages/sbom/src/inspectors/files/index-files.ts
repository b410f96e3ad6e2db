import type { Digest, FileFacts } from '@gantry/core';
import { sbomErrors } from '../../errors.ts';
import type { IndexedEntry, InspectContext, InspectorResult } from '../../inspecting/define-inspector.ts';
import { capabilityWords } from './capability-words.ts';

/** Larger artifacts are attacks on memory, or several systems in one: the index ends there and says so. */
const maxEntries = 500_000;

/** The index of all visible entries. */
export function indexFiles(context: Pick<InspectContext, 'entries' | 'tree'>): InspectorResult<'files'> {
  const entries: FileFacts[] = [];
  for (const indexed of context.entries()) {
    if (entries.length >= maxEntries) {
      const { code, message } = sbomErrors.INDEX_FULL({ limit: maxEntries, entries: context.tree.size });
      return { found: { entries }, unread: [{ path: '-', code, because: message }] };
    }
    entries.push(factsOf(indexed));
  }
  return { found: { entries } };
}

function factsOf({ entry, sha256, capability }: IndexedEntry): FileFacts {
  const { path, type, mode, uid, gid, size, target, layer } = entry;
  const capabilities = capability === null ? [] : capabilityWords(capability);
  return {
    path,
    type,
    mode,
    uid,
    gid,
    size,
    sha256,
    ...(target === undefined ? {} : { target }),
    ...(layer === undefined ? {} : { layer: layer as Digest }),
    ...(capabilities.length === 0 ? {} : { capabilities }),
  };
}
