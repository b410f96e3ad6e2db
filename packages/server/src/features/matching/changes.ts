import type { Match } from '@gantry/core';

/** What a person sees of a stored match. */
export interface KnownMatch {
  readonly vulnerability: string;
  readonly severity: string;
  readonly fix_version: string | null;
}

/** How the vulnerabilities of an identity changed when it was matched anew. */
export interface Change {
  readonly identityId: number;
  readonly added: readonly string[];
  readonly removed: readonly string[];
  /** Another severity, or another fix. */
  readonly updated: readonly string[];
}

/** The change between what was stored and what was found; none when they say the same. */
export function compareMatches(identityId: number, before: readonly KnownMatch[], after: readonly Match[]): Change[] {
  const known = new Map(before.map((match) => [match.vulnerability, match]));
  const found = new Set(after.map(({ vulnerability }) => vulnerability));
  const added = [...found].filter((vulnerability) => !known.has(vulnerability));
  const removed = [...known.keys()].filter((vulnerability) => !found.has(vulnerability));
  const updated = after.filter((match) => isUpdated(known.get(match.vulnerability), match));
  if (added.length + removed.length + updated.length === 0) return [];
  return [{ identityId, added, removed, updated: updated.map(({ vulnerability }) => vulnerability) }];
}

function isUpdated(known: KnownMatch | undefined, { severity, fix }: Match): boolean {
  return known !== undefined && (known.severity !== severity || known.fix_version !== (fix.versions[0] ?? null));
}
