import { isDict, listAt } from '../_shared/osv/read.ts';

/** What `kev.json` holds: entries in the shape of CISA's catalogue for the CVEs of the set. */
export interface StarterFacts {
  readonly knownExploited: readonly unknown[];
}

/** Reads `kev.json`; null when it is not of that shape. */
export function readStarterFacts(text: string): StarterFacts | null {
  try {
    const value = JSON.parse(text) as unknown;
    return isDict(value) && Array.isArray(value['vulnerabilities'])
      ? { knownExploited: listAt(value, 'vulnerabilities') }
      : null;
  } catch {
    return null;
  }
}
