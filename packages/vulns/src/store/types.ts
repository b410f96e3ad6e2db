import type { Advisory, AdvisoryDataFacts, AffectedPackage, KnownExploited } from '@gantry/core';

/** One advisory's word on one package: the compact row that matching reads. */
export interface AffectedRow {
  readonly advisoryId: string;
  readonly affected: AffectedPackage;
}

/** The advisories, for reading. Implemented by the database file and by the memory store of tests. */
export interface AdvisoryStore {
  facts(): AdvisoryDataFacts;
  /** Rows for an exact OSV ecosystem (with release) and a canonical name. Withdrawn advisories are not in them. */
  affected(ecosystem: string, canonicalName: string): readonly AffectedRow[];
  /** Are there any records for this ecosystem or release? False means "not evaluated". */
  covers(ecosystem: string): boolean;
  advisory(id: string): Advisory | null;
  /** Ids of advisories that carry this id as their own or as an alias or upstream id. */
  withAlias(id: string): readonly string[];
  knownExploited(cve: string): KnownExploited | null;
  close(): void;
}
