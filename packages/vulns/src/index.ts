export { type AdvisoryDatabase, type OpenOptions, openDatabase } from './db/open.ts';
export type { DatabaseCounts, DatabaseFacts, SourceLosses } from './db/schema.ts';
export { type FoundPackage, type SearchResult, searchDatabase } from './db/search.ts';
export { checkDatabase, type DatabaseStatus, databaseStatus } from './db/status.ts';
export { findMatches, type MatchOptions } from './find-matches.ts';
export type { IngestProgress } from './ingesting/run-feeds.ts';
export type { AdvisoryStore, AffectedRow } from './store/types.ts';
export { buildStarterDatabase, type UpdateRequest, updateDatabase } from './update-database.ts';
