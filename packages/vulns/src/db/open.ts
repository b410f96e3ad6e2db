import { type Advisory, type AdvisoryDataFacts, byCodeUnit, isCodedError, type KnownExploited } from '@gantry/core';
import { type BlockFile, openBlockFile } from '@gantry/io/blocks';
import { vulnsErrors } from '../errors.ts';
import type { AdvisoryStore, CveRating, ListedFile, ProductLifecycles } from '../store/types.ts';
import { type DatabasePointer, readPointer } from './pointer.ts';
import { decodeRows } from './row.ts';
import { type DatabaseFacts, databaseFormat, readFacts, rowKey, sections } from './schema.ts';

/** The advisory database: the store that matching reads, and what searching and `db status` need besides. */
export interface AdvisoryDatabase extends AdvisoryStore {
  /** What the file says of itself. */
  readonly about: DatabaseFacts;
  /** Bytes of the file. */
  readonly size: number;
  /** Packages whose name, or its last part, is this word, without case: `[ecosystem, canonical name]`. */
  named(word: string): readonly (readonly [ecosystem: string, name: string])[];
  /** Every key of a section with its value, in order. */
  each(section: string): Generator<readonly [key: string, value: unknown]>;
  /** Reads everything and compares every checksum and the digest. VULNS_DB_CORRUPT. */
  verify(): void;
}

/** How much to check, and how much to remember. */
export interface OpenOptions {
  /** Compare every checksum and the digest before answering; without it each block is checked when it is read. */
  readonly verify?: boolean;
  /** Bytes of decoded blocks kept in memory; default 8 MiB. */
  readonly cacheBytes?: number;
}

/** The file may be replaced between reading the pointer and opening it. */
const attempts = 5;

/**
 * Opens the database of a folder. It stays readable while an update replaces it. VULNS_DB_MISSING when there is none,
 * VULNS_DB_CORRUPT when it is cut off or damaged, VULNS_DB_TOO_NEW when a newer Gantry built it.
 */
export function openDatabase(dir: string, options: OpenOptions = {}): AdvisoryDatabase {
  for (let attempt = 1; ; attempt += 1) {
    const pointer = readPointer(dir);
    if (pointer === 'missing') throw vulnsErrors.DB_MISSING({ path: dir });
    if (pointer === 'damaged') throw vulnsErrors.DB_CORRUPT({ path: dir, because: 'its pointer is damaged' });
    const file = openFile(dir, pointer, options);
    if (!file && attempt < attempts) continue;
    if (!file) throw vulnsErrors.DB_CORRUPT({ path: dir, because: `${pointer.file} is not there` });
    return overFile(dir, file, { pointer, verify: options.verify === true });
  }
}

function openFile(dir: string, pointer: DatabasePointer, options: OpenOptions): BlockFile | null {
  try {
    return openBlockFile(
      `${dir}/${pointer.file}`,
      options.cacheBytes === undefined ? {} : { cacheBytes: options.cacheBytes },
    );
  } catch (error) {
    if (isCodedError(error) && error.code === 'IO_FILE_MISSING') return null;
    return rethrow(dir, error);
  }
}

function overFile(dir: string, file: BlockFile, by: { pointer: DatabasePointer; verify: boolean }): AdvisoryDatabase {
  try {
    const about = factsOf(dir, file);
    const database = createDatabase(dir, file, { about, pointer: by.pointer });
    if (by.verify) database.verify();
    return database;
  } catch (error) {
    file.close();
    throw error;
  }
}

function factsOf(dir: string, file: BlockFile): DatabaseFacts {
  const about = readFacts(file.meta);
  if (!about) throw vulnsErrors.DB_CORRUPT({ path: dir, because: 'its facts have a wrong shape' });
  if (about.format > databaseFormat) throw vulnsErrors.DB_TOO_NEW({ path: dir, format: about.format });
  return about;
}

function createDatabase(
  dir: string,
  file: BlockFile,
  of: { about: DatabaseFacts; pointer: DatabasePointer },
): AdvisoryDatabase {
  const covered = new Set(of.about.covered);
  const get = (section: string, key: string) => guarded(dir, () => file.get(section, key));
  const json = <T>(section: string, key: string): T | null => {
    const value = get(section, key);
    return value && guarded(dir, () => JSON.parse(value.toString('utf8')) as T);
  };
  const { builtAt, starter, sources } = of.about;
  const facts: AdvisoryDataFacts = { digest: of.pointer.digest, builtAt, starter, sources };
  return {
    about: of.about,
    size: file.size,
    facts: () => facts,
    affected(ecosystem, name) {
      const value = get(sections.rows, rowKey(ecosystem, name));
      return value ? guarded(dir, () => decodeRows(value, ecosystem, name)) : [];
    },
    covers: (ecosystem) => covered.has(ecosystem),
    advisory: (id) => json<Advisory>(sections.bodies, id),
    withAlias(id) {
      const others = json<string[]>(sections.aliases, id) ?? [];
      return get(sections.bodies, id) ? [...others, id].sort(byCodeUnit) : others;
    },
    knownExploited: (cve) => json<KnownExploited>(sections.exploited, cve),
    forecast(cve) {
      const [score, percentile, date] = json<[number, number, string]>(sections.forecasts, cve) ?? [];
      return score === undefined || percentile === undefined || date === undefined ? null : { score, percentile, date };
    },
    rating: (cve) => json<CveRating>(sections.ratings, cve),
    product: (name) => json<ProductLifecycles>(sections.products, name),
    productsOf: (identifier) => json<string[]>(sections.identifiers, identifier) ?? [],
    listedFile: (sha256) => listedFile(sha256, json<[string, string]>(sections.listed, sha256)),
    each: (section) => eachOf(dir, file, section),
    named: (word) => json<[string, string][]>(sections.names, word.toLowerCase()) ?? [],
    verify: () => guarded(dir, () => verifyAll(dir, file, of.pointer)),
    close: () => file.close(),
  };
}

function listedFile(sha256: string, listed: readonly [name: string, source: string] | null): ListedFile | null {
  return listed && { sha256, name: listed[0], source: listed[1] };
}

function* eachOf(dir: string, file: BlockFile, section: string): Generator<readonly [string, unknown]> {
  try {
    for (const { key, value } of file.entries(section))
      yield [key.toString('utf8'), JSON.parse(value.toString('utf8'))];
  } catch (error) {
    rethrow(dir, error);
  }
}

function verifyAll(dir: string, file: BlockFile, pointer: DatabasePointer): void {
  const digest = file.digest();
  if (digest !== pointer.digest) throw vulnsErrors.DB_CORRUPT({ path: dir, because: `its digest is ${digest}` });
  for (const section of Object.values(sections)) {
    let entries = 0;
    for (const _entry of file.entries(section)) entries += 1;
    if (entries !== file.count(section)) {
      throw vulnsErrors.DB_CORRUPT({
        path: dir,
        because: `${section} has ${entries} of ${file.count(section)} entries`,
      });
    }
  }
}

function guarded<T>(dir: string, run: () => T): T {
  try {
    return run();
  } catch (error) {
    return rethrow(dir, error);
  }
}

function rethrow(path: string, error: unknown): never {
  if (error instanceof SyntaxError)
    throw vulnsErrors.DB_CORRUPT({ path, because: 'an entry is no JSON' }, { cause: error });
  if (!isCodedError(error) || error.code !== 'IO_BLOCKS_CORRUPT') throw error;
  throw vulnsErrors.DB_CORRUPT({ path, because: error.message }, { cause: error });
}
