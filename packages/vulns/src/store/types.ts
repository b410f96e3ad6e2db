import type {
  Advisory,
  AdvisoryDataFacts,
  AffectedPackage,
  CvssScore,
  ExploitForecast,
  KnownExploited,
  Lifecycle,
  Severity,
  Ssvc,
} from '@gantry/core';

/** One advisory's word on one package: the compact row that matching reads. */
export interface AffectedRow {
  readonly advisoryId: string;
  readonly affected: AffectedPackage;
}

/** What a catalogue of vulnerabilities says of one CVE, whatever package it is in. */
export interface CveRating {
  readonly cve: string;
  /** By the catalogue's own score, or the best of the others when it has none. */
  readonly severity: Severity;
  readonly scores: readonly CvssScore[];
  readonly ssvc: Ssvc | null;
}

/** One cycle of a product: a major version, a release of a distribution. */
export type ProductCycle = Pick<
  Lifecycle,
  'cycle' | 'endOfActiveSupport' | 'endOfLife' | 'endOfExtendedSupport' | 'latest' | 'lts'
> & { readonly codename: string | null };

/** The cycles of a product and the names by which it is recognised. */
export interface ProductLifecycles {
  readonly product: string;
  readonly label: string;
  /** `purl:pkg:npm/vue`, `cpe:a:nodejs:node.js`: see `purlIdentifier` and `cpeIdentifier`. */
  readonly identifiers: readonly string[];
  readonly cycles: readonly ProductCycle[];
}

/** A file that a list of malicious digests names. */
export interface ListedFile {
  /** 64 hex digits in lower case. */
  readonly sha256: string;
  /** The signature or family that the list gives; the digest when it gives none. */
  readonly name: string;
  /** Place of the list. */
  readonly source: string;
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
  forecast(cve: string): ExploitForecast | null;
  rating(cve: string): CveRating | null;
  /** A product of the lifecycle data by its name. */
  product(name: string): ProductLifecycles | null;
  /** Names of the products that carry an identifier, in order. */
  productsOf(identifier: string): readonly string[];
  listedFile(sha256: string): ListedFile | null;
  close(): void;
}
