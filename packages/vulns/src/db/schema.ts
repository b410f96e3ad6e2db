import type { AdvisorySourceFacts } from '@gantry/core';

/** The layout of the database inside its block file. Raised when a reader of the old one would go wrong. */
export const databaseFormat = 1;

/**
 * Sections of the block file.
 *
 * - `rows`: `ecosystem NUL canonical name` to the affected rows of that package (see `row.ts`)
 * - `bodies`: advisory id to the whole advisory in JSON, withdrawn ones too
 * - `aliases`: alias or upstream id to the ids of the advisories that carry it
 * - `exploited`: CVE to its entry in the catalogue of known exploited vulnerabilities
 * - `names`: package name in lower case, whole and last part, to `[ecosystem, canonical name]` pairs, for searching
 */
export const sections = {
  rows: 'rows',
  bodies: 'bodies',
  aliases: 'aliases',
  exploited: 'exploited',
  names: 'names',
} as const;

/** Facts of a database, stored in its file. */
export interface DatabaseFacts {
  readonly format: number;
  /** RFC 3339 UTC. */
  readonly builtAt: string;
  readonly starter: boolean;
  readonly sources: readonly AdvisorySourceFacts[];
  /** Ecosystems and releases whose own zip was read and that have at least one record. */
  readonly covered: readonly string[];
  readonly counts: DatabaseCounts;
  /** What was lost on reading, by place. */
  readonly losses: readonly SourceLosses[];
}

/** How much a database holds. */
export interface DatabaseCounts {
  /** Distinct advisories, withdrawn ones included. */
  readonly advisories: number;
  readonly withdrawn: number;
  readonly malicious: number;
  /** Affected rows, and the packages that they speak of. */
  readonly rows: number;
  readonly packages: number;
  readonly exploited: number;
}

/** What a source could not tell: records that were refused or have flaws, by reason, with samples. */
export interface SourceLosses {
  readonly place: string;
  readonly rejected: Readonly<Record<string, number>>;
  readonly flawed: Readonly<Record<string, number>>;
  readonly samples: readonly string[];
}

/** The key of a package's rows. Neither part holds a NUL. */
export function rowKey(ecosystem: string, canonicalName: string): string {
  return `${ecosystem}\0${canonicalName}`;
}

/** Checks the facts that a file carries; null when they are not of this format's shape. */
export function readFacts(value: unknown): DatabaseFacts | null {
  const facts = value as Partial<DatabaseFacts> | null;
  if (typeof facts !== 'object' || facts === null || typeof facts.format !== 'number') return null;
  const lists = [facts.sources, facts.covered, facts.losses].every(Array.isArray);
  return lists &&
    typeof facts.builtAt === 'string' &&
    typeof facts.starter === 'boolean' &&
    typeof facts.counts === 'object'
    ? (facts as DatabaseFacts)
    : null;
}
