import type { OwnedFile } from '@gantry/core/package';
import type { VisibleFacts } from '../../cataloging/define-cataloger.ts';
import type { FileTree } from '../../filetree/types.ts';
import { maxRoot } from '../_shared/owned-file-table.ts';
import type { DebDatabase } from './databases.ts';
import type { FileListFacts } from './parse-file-list.ts';
import type { DebRecord } from './parse-status.ts';

/** The files that a database lists for a package, and the lists that say so. */
export interface DebFiles {
  readonly files: readonly OwnedFile[];
  readonly lists: readonly VisibleFacts<FileListFacts>[];
}

type Draft = { -readonly [K in keyof OwnedFile]: OwnedFile[K] };

/** Joins NAME.list, NAME.md5sums, NAME.conffiles and the record's `Conffiles`; folders are left out. */
export function debFiles(database: DebDatabase, record: DebRecord, tree: FileTree): DebFiles {
  if (database.root.length > maxRoot) return none;
  const lists = (['list', 'md5sums', 'conffiles'] as const).map((kind) => find(database, record, kind));
  if (lists.every((list) => list === undefined) && record.conffiles === undefined) return none;
  const drafts = new Map<string, Draft>();
  const [list, md5sums, conffiles] = lists;
  for (const path of list?.facts.paths ?? []) {
    const full = database.root + path;
    if (tree.entry(full)?.type !== 'directory') drafts.set(path, { path: full });
  }
  const at = (path: string): Draft => {
    const draft = drafts.get(path) ?? { path: database.root + path };
    drafts.set(path, draft);
    return draft;
  };
  md5sums?.facts.paths.forEach((path, index) => {
    at(path).digest = `md5:${md5sums.facts.md5s?.[index] ?? ''}`;
  });
  for (const path of conffiles?.facts.paths ?? []) at(path).config = true;
  for (const { path, md5 } of conffilesOf(record)) {
    const draft = at(path);
    draft.config = true;
    if (md5) draft.digest = `md5:${md5}`;
  }
  return { files: [...drafts.values()], lists: lists.filter((one) => one !== undefined) };
}

const none: DebFiles = { files: [], lists: [] };

function find(database: DebDatabase, record: DebRecord, kind: string): VisibleFacts<FileListFacts> | undefined {
  const { lists } = database;
  return lists.get(`${record.name}:${record.arch}.${kind}`) ?? lists.get(`${record.name}.${kind}`);
}

function conffilesOf(record: DebRecord): { path: string; md5: string | null }[] {
  const lines = record.conffiles?.split('\n') ?? [];
  const found: { path: string; md5: string | null }[] = [];
  for (const line of lines) {
    const [path, md5, ...flags] = line.trim().split(/\s+/);
    if (!path?.startsWith('/') || flags.includes('obsolete')) continue;
    found.push({ path, md5: md5 !== undefined && /^[0-9a-f]{32}$/.test(md5) ? md5 : null });
  }
  return found;
}
