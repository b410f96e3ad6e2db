import type { AdvisoryDatabase, AdvisoryStore } from '@gantry/vulns';
import { advisoriesErrors } from './errors.ts';

/** A database that closes when it was replaced and nobody holds it any more. */
export interface HeldDatabase {
  readonly database: AdvisoryDatabase;
  /** The same, but a reader who comes too late gets ADVISORIES_CLOSED instead of another file's bytes. */
  readonly store: AdvisoryStore;
  use<T>(work: (store: AdvisoryStore) => Promise<T>): Promise<T>;
  /** It was replaced: closes after `grace` milliseconds, or when the last user is done. */
  retire(grace: number): void;
}

/** Holds an open database. */
export function holdDatabase(database: AdvisoryDatabase): HeldDatabase {
  let users = 0;
  let leaving = false;
  let open = true;
  const closeIfFree = (): void => {
    if (!leaving || users > 0 || !open) return;
    open = false;
    database.close();
  };
  const store = guarded(database, () => open);
  return {
    database,
    store,
    use: async (work) => {
      users += 1;
      try {
        return await work(store);
      } finally {
        users -= 1;
        closeIfFree();
      }
    },
    retire: (grace) => {
      const leave = (): void => {
        leaving = true;
        closeIfFree();
      };
      if (grace <= 0) leave();
      else setTimeout(leave, grace).unref();
    },
  };
}

function guarded(database: AdvisoryDatabase, isOpen: () => boolean): AdvisoryStore {
  const asked = (): AdvisoryDatabase => {
    if (!isOpen()) throw advisoriesErrors.CLOSED();
    return database;
  };
  return {
    facts: () => database.facts(),
    affected: (ecosystem, name) => asked().affected(ecosystem, name),
    covers: (ecosystem) => asked().covers(ecosystem),
    advisory: (id) => asked().advisory(id),
    withAlias: (id) => asked().withAlias(id),
    knownExploited: (cve) => asked().knownExploited(cve),
    forecast: (cve) => asked().forecast(cve),
    rating: (cve) => asked().rating(cve),
    product: (name) => asked().product(name),
    productsOf: (identifier) => asked().productsOf(identifier),
    listedFile: (sha256) => asked().listedFile(sha256),
    close: () => undefined,
  };
}
