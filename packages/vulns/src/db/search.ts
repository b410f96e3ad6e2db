import { type Advisory, by } from '@gantry/core';
import type { AffectedRow } from '../store/types.ts';
import type { AdvisoryDatabase } from './open.ts';

/** What a search by package name or id found. */
export interface SearchResult {
  readonly query: string;
  /** Advisories that carry the id as their own, as an alias or as an upstream id; withdrawn ones too. */
  readonly advisories: readonly Advisory[];
  /** Packages of that name, with what every advisory says of them. */
  readonly packages: readonly FoundPackage[];
}

/** A package that advisories speak of, with what they say. */
export interface FoundPackage {
  readonly ecosystem: string;
  readonly name: string;
  readonly rows: readonly AffectedRow[];
}

/** Looks for an advisory id (any of its names) or a package name (whole, or its last part; `npm:lodash` for one ecosystem). */
export function searchDatabase(database: AdvisoryDatabase, query: string): SearchResult {
  const word = query.trim();
  return { query: word, advisories: findAdvisories(database, word), packages: findPackages(database, word) };
}

function findAdvisories(database: AdvisoryDatabase, word: string): Advisory[] {
  const ids = new Set([...database.withAlias(word), ...database.withAlias(word.toUpperCase())]);
  return [...ids].map((id) => database.advisory(id)).filter((advisory) => advisory !== null);
}

function findPackages(database: AdvisoryDatabase, word: string): FoundPackage[] {
  const [family, ...rest] = word.split(':');
  const inFamily =
    rest.length === 0 ? [] : database.named(rest.join(':')).filter(([ecosystem]) => isOf(ecosystem, family ?? ''));
  const found = inFamily.length > 0 ? inFamily : database.named(word);
  return found
    .map(([ecosystem, name]) => ({ ecosystem, name, rows: database.affected(ecosystem, name) }))
    .sort(
      by(
        ({ ecosystem }) => ecosystem,
        ({ name }) => name,
      ),
    );
}

function isOf(ecosystem: string, family: string): boolean {
  const [known = ''] = ecosystem.split(':');
  return known.toLowerCase() === family.toLowerCase();
}
