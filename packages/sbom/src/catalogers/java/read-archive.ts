import { openZipEntry, readZipIndex, type ZipEntry, type ZipIndex } from '@gantry/io/archive';
import { hashBytes } from '@gantry/io/files';
import type { FileReading, ScannedFile } from '../../cataloging/define-cataloger.ts';
import { sbomErrors } from '../../errors.ts';
import { unreadNote } from '../_shared/unread.ts';
import { Budget, limits } from './budget.ts';
import type { JavaFacts } from './facts.ts';
import { parseManifest } from './parse-manifest.ts';
import { readPoms } from './read-poms.ts';
import { attempt, note, type OpenArchive, type ReadingState, readSmall } from './reading-state.ts';
import { entryRole, mayMatter } from './wanted-entries.ts';

/** Endings of which other programs have files, too: without the mark of a zip they are not ours. */
const sharedEnding = /\.(?:kar|lpkg|nar|par|rar|sar)$/i;

/** Reads an archive and all archives in it, within the budget; what was not looked at is among the unread. */
export function readJavaArchive(file: ScannedFile): FileReading<JavaFacts> {
  const head = file.content.read(0, 2);
  if (sharedEnding.test(file.path) && !(head[0] === 0x50 && head[1] === 0x4b)) return { facts: null };
  const state: ReadingState = { path: file.path, budget: new Budget(file.size), archives: [], notes: [], omitted: 0 };
  visit({ content: file.content, inner: '', parent: null, depth: 0 }, state);
  if (state.omitted > 0) {
    state.notes.push(
      unreadNote(
        sbomErrors.ARCHIVE_LIMIT({ because: `${state.omitted} more entries of this archive were not read` }),
        file.path,
      ),
    );
  }
  return { facts: state.archives.length > 0 ? { archives: state.archives } : null, unread: state.notes };
}

function visit(archive: OpenArchive, state: ReadingState): void {
  const index = attempt(state, archive.inner, () =>
    readZipIndex(archive.content, {
      maxEntries: limits.entries,
      maxDirectoryBytes: limits.directoryBytes,
      keep: mayMatter,
    }),
  );
  if (!index) return;
  const self = state.archives.length;
  state.archives.push({
    inner: archive.inner,
    parent: archive.parent,
    sha1: hashBytes('sha1', archive.content),
    manifest: manifestOf(archive, index, state),
    poms: readPoms(archive, index, state),
  });
  if (index.overlapping) {
    note(state, archive.inner, sbomErrors.ARCHIVE_OVERLAP());
    return;
  }
  for (const entry of index.entries)
    if (entryRole(entry.name) === 'archive' && !entry.link) descend(archive, entry, { self, state });
}

function descend(
  outer: OpenArchive,
  entry: ZipEntry,
  at: { readonly self: number; readonly state: ReadingState },
): void {
  const { self, state } = at;
  const inner = `${outer.inner}!/${entry.name.replace(/^\/+/, '')}`;
  if (outer.depth + 1 > limits.depth) {
    note(state, inner, sbomErrors.ARCHIVE_LIMIT({ because: `it lies more than ${limits.depth} archives deep` }));
    return;
  }
  if (!state.budget.countArchive() || !state.budget.spend(entry.size)) {
    note(
      state,
      inner,
      sbomErrors.ARCHIVE_LIMIT({ because: 'the archives in this file are too many or too large together' }),
    );
    return;
  }
  const held = entry.method === 0 ? 0 : entry.size;
  if (held > 0 && held + entry.packedSize > state.budget.room) {
    note(state, inner, sbomErrors.ARCHIVE_LIMIT({ because: `it has ${entry.size} bytes and is not stored as it is` }));
    return;
  }
  const content = attempt(state, inner, () => openZipEntry(outer.content, entry, state.budget.room));
  if (!content) return;
  state.budget.hold(held);
  visit({ content, inner, parent: self, depth: outer.depth + 1 }, state);
  state.budget.release(held);
}

function manifestOf(archive: OpenArchive, index: ZipIndex, state: ReadingState): Record<string, string> | null {
  const entry = index.entries.find((candidate) => entryRole(candidate.name) === 'manifest');
  const bytes = entry && readSmall(archive, entry, { state, limit: limits.manifestBytes });
  return bytes ? parseManifest(bytes) : null;
}
