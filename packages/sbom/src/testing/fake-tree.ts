import { byCodeUnit } from '@gantry/core';
import type { FileTree, TreeEntry } from '../filetree/types.ts';

/** What stands at a path: `'file'`, `'directory'`, `'-> target'` for a symlink, or the facts of an entry. */
export type FakeEntry = 'file' | 'directory' | `-> ${string}` | Partial<TreeEntry>;

/**
 * A file tree for tests from absolute paths: `treeOf({ '/lib': '-> usr/lib', '/usr/lib/x': 'file' })`. Parent folders
 * appear by themselves. It follows symlinks as the real tree does, inside the artifact and with a limit.
 */
export function treeOf(paths: Readonly<Record<string, FakeEntry>>): FileTree {
  const entries = new Map<string, TreeEntry>();
  for (const [path, fake] of Object.entries(paths)) {
    addParents(entries, path);
    entries.set(path, toEntry(path, fake));
  }
  if (!entries.has('/')) entries.set('/', toEntry('/', 'directory'));
  return new FakeTree(entries);
}

class FakeTree implements FileTree {
  readonly #entries: ReadonlyMap<string, TreeEntry>;

  constructor(entries: ReadonlyMap<string, TreeEntry>) {
    this.#entries = entries;
  }

  get size(): number {
    return this.#entries.size;
  }

  entry(path: string): TreeEntry | null {
    const parent = this.resolve(parentOf(path));
    if (parent === null) return null;
    return this.#entries.get(join(parent, nameOf(path))) ?? null;
  }

  resolve(path: string): string | null {
    let hops = 0;
    let done = '/';
    const todo = path.split('/').reverse();
    for (let part = todo.pop(); part !== undefined; part = todo.pop()) {
      if (part === '' || part === '.') continue;
      const next = part === '..' ? parentOf(done) : join(done, part);
      const entry = this.#entries.get(next);
      if (entry === undefined) return null;
      if (entry.type !== 'symlink') {
        done = next;
        continue;
      }
      if (++hops > 40) return null;
      const target = entry.target ?? '';
      if (target.startsWith('/')) done = '/';
      todo.push(...target.split('/').reverse());
    }
    return done;
  }

  exists(path: string): boolean {
    return this.resolve(path) !== null;
  }

  list(path: string): readonly string[] {
    const folder = this.resolve(path);
    if (folder === null) return [];
    const inside = [...this.#entries.keys()].filter((name) => name !== '/' && parentOf(name) === folder);
    return inside.map(nameOf).sort(byCodeUnit);
  }

  entries(): Iterable<TreeEntry> {
    return [...this.#entries.values()].sort((a, b) => byCodeUnit(a.path, b.path));
  }
}

function toEntry(path: string, fake: FakeEntry): TreeEntry {
  const base = { path, type: 'file', mode: 0o644, uid: 0, gid: 0, size: 0 } as const;
  if (typeof fake === 'object') return { ...base, ...fake };
  if (fake === 'file') return base;
  if (fake === 'directory') return { ...base, type: 'directory', mode: 0o755 };
  return { ...base, type: 'symlink', mode: 0o777, target: fake.slice(3) };
}

function addParents(entries: Map<string, TreeEntry>, path: string): void {
  for (let parent = parentOf(path); !entries.has(parent); parent = parentOf(parent)) {
    entries.set(parent, toEntry(parent, 'directory'));
  }
}

function parentOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash <= 0 ? '/' : path.slice(0, slash);
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function join(folder: string, name: string): string {
  if (name === '') return folder;
  return folder === '/' ? `/${name}` : `${folder}/${name}`;
}
