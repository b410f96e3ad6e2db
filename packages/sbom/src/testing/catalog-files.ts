import type { Cataloger, CatalogResult, FileReading, VisibleFacts } from '../cataloging/define-cataloger.ts';
import { type FakeEntry, treeOf } from './fake-tree.ts';
import { scannedFile } from './scanned-file.ts';

/** What a cataloger makes of some files: packages, and everything that it could not read. */
export interface CatalogedFiles extends CatalogResult {
  readonly unread: NonNullable<CatalogResult['unread']>;
  /** The files that its globs chose. */
  readonly seen: readonly string[];
}

/**
 * Runs both steps of a cataloger over files (absolute path to text or bytes), facts passed through JSON as the layer
 * cache does. `others` are further entries of the tree, such as symlinks and folders.
 */
export function catalogFiles(
  cataloger: Cataloger,
  files: Readonly<Record<string, string | Uint8Array>>,
  others: Readonly<Record<string, FakeEntry>> = {},
): CatalogedFiles {
  const globs = cataloger.reads.flatMap((selector) => selector.globs ?? []).map(globPattern);
  const seen = Object.keys(files).filter((path) => globs.some((glob) => glob.test(path.slice(1))));
  const readings = seen.map((path) => ({
    path,
    reading: overJson(cataloger.read(scannedFile(path, files[path] ?? ''))),
  }));
  const visible: VisibleFacts<unknown>[] = readings.flatMap(({ path, reading }) =>
    reading.facts === null ? [] : [{ path, facts: reading.facts }],
  );
  const present = Object.fromEntries(Object.keys(files).map((path): [string, FakeEntry] => [path, 'file']));
  const result = cataloger.assemble(visible, { tree: treeOf({ ...present, ...others }), distro: null });
  const unread = readings.flatMap(({ path, reading }) => (reading.unread ?? []).map((note) => ({ path, ...note })));
  return { ...result, unread: [...unread, ...(result.unread ?? [])], seen };
}

/** One line a package: `name@version at /primary/path`, for short expectations. */
export function packageLines(result: CatalogResult): string[] {
  return result.packages.map((one) => {
    const places = one.locations.map(({ path, role }) => (role === 'primary' ? path : `(${path})`));
    return `${one.name}@${one.version ?? '?'} at ${places.join(' ')}`;
  });
}

function overJson<F>(reading: FileReading<F>): FileReading<F> {
  return JSON.parse(JSON.stringify(structuredClone(reading))) as FileReading<F>;
}

/** The glob of `FileSelector` as a pattern; for tests, so without care for speed. */
function globPattern(glob: string): RegExp {
  const source = glob
    .replace(/[.+^$()|[\]\\?]/g, '\\$&')
    .replace(/\{([^}]*)\}/g, (_, names: string) => `(?:${names.replaceAll(',', '|')})`)
    .replace(/\*\*\/|\*/g, (star) => (star === '*' ? '[^/]*' : '(?:.*/)?'));
  return new RegExp(`^${source}$`, 's');
}
