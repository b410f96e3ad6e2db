export { adoptDatabase, type InstalledFile, installedFile } from './db/adopt.ts';
export { type AdvisoryDatabase, type OpenOptions, openDatabase } from './db/open.ts';
export type { DatabaseCounts, DatabaseFacts, MissedFeed, SourceLosses } from './db/schema.ts';
export { type FoundPackage, type SearchResult, searchDatabase } from './db/search.ts';
export { checkDatabase, type DatabaseStatus, databaseStatus } from './db/status.ts';
export { vulnsErrors } from './errors.ts';
export { ecosystemScheme } from './feeds/_shared/ecosystems.ts';
export { findMatches } from './find-matches.ts';
export type { IngestProgress } from './ingesting/run-feeds.ts';
export { listMaliciousFiles } from './list-malicious-files.ts';
export { createPackageMatcher, type MatchOptions, type PackageMatcher, type PackageMatches } from './match-packages.ts';
export { coveredByOwner } from './matching/covered-by-owner.ts';
export { createEnricher } from './matching/enrich.ts';
export { pageOf } from './matching/page.ts';
export { inReportOrder } from './matching/report-order.ts';
export {
  distroOfIdentity,
  type PackageIdentity,
  packageIdentity,
  packageOfIdentity,
} from './package-identity.ts';
export { reportExtras } from './report-extras.ts';
export { type EnrichingFeed, enrichingFeeds } from './store/enrichments.ts';
export type { AdvisoryStore, AffectedRow } from './store/types.ts';
export { buildStarterDatabase, type UpdateRequest, updateDatabase } from './update-database.ts';
