import type { Advisory } from '@gantry/core';
import type { AdvisoryStore } from './types.ts';

/**
 * The same store, which answers a question asked before from memory (and with the same objects). For one matching run: of
 * advisories it keeps only what matches show, so their lists of affected packages and all but the first line of the text are left out.
 */
export function rememberingStore(store: AdvisoryStore): AdvisoryStore {
  const affected = remember((key: string) => {
    const cut = key.indexOf('\u0000');
    return store.affected(key.slice(0, cut), key.slice(cut + 1));
  }, fewNames);
  return {
    facts: () => store.facts(),
    affected: (ecosystem, name) => affected(`${ecosystem}\u0000${name}`),
    covers: remember((ecosystem: string) => store.covers(ecosystem)),
    advisory: remember((id: string) => withoutBulk(store.advisory(id))),
    withAlias: remember((id: string) => store.withAlias(id)),
    knownExploited: remember((cve: string) => store.knownExploited(cve)),
    forecast: remember((cve: string) => store.forecast(cve)),
    rating: remember((cve: string) => store.rating(cve)),
    product: remember((name: string) => store.product(name)),
    productsOf: remember((identifier: string) => store.productsOf(identifier)),
    listedFile: (sha256) => store.listedFile(sha256),
    close: () => store.close(),
  };
}

/** Bills are sorted by name, so the rows of a name are soon done with; with their lists of versions they are large. */
const fewNames = 64;

/** Keeps up to `most` answers, then starts anew. */
function remember<T>(ask: (key: string) => T, most = Number.POSITIVE_INFINITY): (key: string) => T {
  const known = new Map<string, T>();
  return (key) => {
    const before = known.get(key);
    if (before !== undefined || known.has(key)) return before as T;
    const answer = ask(key);
    if (known.size >= most) known.clear();
    known.set(key, answer);
    return answer;
  };
}

/** Long texts are most of an advisory. The copy through a buffer lets go of the text that a slice would hold on to. */
function withoutBulk(advisory: Advisory | null): Advisory | null {
  if (!advisory) return null;
  const line = advisory.summary === '' ? (advisory.details.trim().split('\n', 1)[0] as string) : '';
  return { ...advisory, affected: [], details: Buffer.from(line.slice(0, longestLine)).toString() };
}

const longestLine = 1_000;
