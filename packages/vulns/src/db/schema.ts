import type { AdvisorySourceFacts } from '@gantry/core';
import type { EnrichingFeed } from '../store/enrichments.ts';

/**
 * The layout of the database inside its block file. Raised when a reader of the old one would go wrong. A section that was added does
 * not raise it: old readers pass it over, and in an old file it is empty and its feed is not among the sources.
 */
export const databaseFormat = 1;

/**
 * Sections of the block file.
 *
 * - `rows`: `ecosystem NUL canonical name` to the affected rows of that package (see `row.ts`)
 * - `bodies`: advisory id to the whole advisory in JSON, withdrawn ones too
 * - `aliases`: alias or upstream id to the ids of the advisories that carry it
 * - `exploited`: CVE to its entry in the catalogue of known exploited vulnerabilities
 * - `names`: package name in lower case, whole and last part, to `[ecosystem, canonical name]` pairs, for searching
 * - `forecasts`: CVE to `[score, percentile, day]`
 * - `ratings`: CVE to what NVD says of it
 * - `products`: name of a product to its cycles
 * - `identifiers`: identifier to the names of the products that carry it
 * - `listed`: SHA-256 of a malicious file to `[name, source]`
 */
export const sections = {
  rows: 'rows',
  bodies: 'bodies',
  aliases: 'aliases',
  exploited: 'exploited',
  names: 'names',
  forecasts: 'forecasts',
  ratings: 'ratings',
  products: 'products',
  identifiers: 'identifiers',
  listed: 'listed',
} as const;

/** The section that holds what an enriching feed gave. */
export const sectionOfFeed = {
  eol: sections.products,
  epss: sections.forecasts,
  'malware-hashes': sections.listed,
  nvd: sections.ratings,
} as const satisfies Readonly<Record<EnrichingFeed, string>>;

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
  /** Feeds that could not be had. */
  readonly missed: readonly MissedFeed[];
}

/** A feed that could not be had when the database was built. */
export interface MissedFeed {
  readonly feed: string;
  readonly place: string;
  readonly code: string;
  readonly because: string;
  /** What the database before held of it was taken over; its age is in the sources. */
  readonly kept: boolean;
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
  /** CVEs with a forecast of exploitation, and with a rating by NVD. */
  readonly forecasts: number;
  readonly ratings: number;
  /** Products with lifecycles. */
  readonly products: number;
  /** Digests of malicious files. */
  readonly listed: number;
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

/** Checks the facts that a file carries; null when they are not of this format's shape. An older file has none of the newer ones. */
export function readFacts(value: unknown): DatabaseFacts | null {
  const facts = value as Partial<DatabaseFacts> | null;
  if (typeof facts !== 'object' || facts === null || typeof facts.format !== 'number') return null;
  const { missed = [], counts } = facts;
  const lists = [facts.sources, facts.covered, facts.losses, missed].every(Array.isArray);
  const right =
    lists && typeof facts.builtAt === 'string' && typeof facts.starter === 'boolean' && typeof counts === 'object';
  return right ? ({ ...facts, missed, counts: { ...noEnrichment, ...counts } } as DatabaseFacts) : null;
}

const noEnrichment = { forecasts: 0, ratings: 0, products: 0, listed: 0 } as const;
