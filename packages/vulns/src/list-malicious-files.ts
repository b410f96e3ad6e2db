import type { FileIndex, MalwareScan } from '@gantry/core';
import { holds } from './store/enrichments.ts';
import type { AdvisoryStore } from './store/types.ts';

/**
 * Looks the digests of files up in the lists of malicious ones, as a scanner named `hash-list`; null when no list is loaded. Files that
 * were not digested are skipped, with the reason: they are not clean.
 */
export function listMaliciousFiles({ entries }: FileIndex, store: AdvisoryStore): MalwareScan | null {
  if (!holds(store, 'malware-hashes')) return null;
  const files = entries.filter(({ type }) => type === 'file');
  const digested = files.filter(({ sha256 }) => sha256 !== null);
  const answers = new Map<string, string | null>();
  const nameOf = (digest: string): string | null => {
    const hex = digest.slice(digest.indexOf(':') + 1);
    const before = answers.get(hex);
    if (before !== undefined) return before;
    const name = store.listedFile(hex)?.name ?? null;
    answers.set(hex, name);
    return name;
  };
  return {
    scanner: 'hash-list',
    ...versionOf(store),
    findings: digested.flatMap(({ path, layer, sha256 }) => {
      const signature = nameOf(sha256 as string);
      return signature === null ? [] : [{ path, ...(layer === undefined ? {} : { layer }), signature, visible: true }];
    }),
    scanned: digested.length,
    skipped: files
      .filter(({ sha256 }) => sha256 === null)
      .map(({ path, size }) => ({ path, size, because: 'its digest is not known' })),
  };
}

function versionOf(store: AdvisoryStore): Pick<MalwareScan, 'version' | 'signaturesAt'> {
  const source = store.facts().sources.find(({ feed }) => feed === 'malware-hashes');
  if (!source) return { version: 'none', signaturesAt: null };
  const signaturesAt = source.newestRecord ?? source.fetchedAt;
  return { version: `${source.records} digests`, signaturesAt };
}
