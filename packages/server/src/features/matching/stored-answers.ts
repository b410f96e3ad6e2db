import type { Match, NotEvaluated } from '@gantry/core';
import { type Db, type DbOrTx, inTransaction, type Scope } from '../../kernel/db/index.ts';
import { matchingErrors } from './errors.ts';
import type { MatchTimes } from './ports.ts';
import type { DueIdentity } from './refresh.ts';
import { mostMatches } from './report-of.ts';

/** A stored match of an identity. */
export interface StoredMatch extends MatchTimes {
  readonly match: Omit<Match, 'packageId'>;
}

/** All that is stored of the packages of an image. */
export interface StoredAnswers {
  /** By the package's id in the bill. */
  readonly identities: ReadonlyMap<string, { readonly id: number; readonly matchedWith: string | null }>;
  /** By identity. */
  readonly matches: ReadonlyMap<number, readonly StoredMatch[]>;
  readonly notEvaluated: ReadonlyMap<number, readonly Omit<NotEvaluated, 'packageId'>[]>;
}

/** What is stored for an image, as of one moment. MATCHING_TOO_MANY. */
export function storedAnswers(scope: Scope, digest: string): Promise<StoredAnswers> {
  return atOnce(scope, async (within) => ({
    identities: await identitiesOf(within, digest),
    matches: await matchesOf(within, digest),
    notEvaluated: await notEvaluatedOf(within, digest),
  }));
}

/** Identities of an image that these advisories have not seen; all of them by `force`. In the order of names, as the store has them. */
export async function dueIdentities(
  scope: Scope,
  digest: string,
  asked: { readonly advisories: string; readonly force: boolean },
): Promise<DueIdentity[]> {
  const rows = await scope
    .select('artifact_package')
    .innerJoin('package_identity', 'package_identity.id', 'artifact_package.identity_id')
    .where('artifact_package.digest', '=', digest)
    .$if(!asked.force, (query) => query.where('package_identity.matched_with', 'is distinct from', asked.advisories))
    .select(['package_identity.id', 'package_identity.facts', 'package_identity.name'])
    .distinctOn(['package_identity.name', 'package_identity.id'])
    .orderBy('package_identity.name')
    .orderBy('package_identity.id')
    .execute();
  return rows.map(({ id, facts }) => ({ id: Number(id), facts: facts as unknown as DueIdentity['facts'] }));
}

/** A snapshot, unless the caller is in a transaction already. */
function atOnce<T>(scope: Scope, work: (scope: Scope) => Promise<T>): Promise<T> {
  if (isTransaction(scope.db)) return inTransaction(scope, work);
  return scope.db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute((tx) => work(scope.within(tx)));
}

function isTransaction(db: DbOrTx): db is Exclude<DbOrTx, Db> {
  return db.isTransaction;
}

async function identitiesOf(scope: Scope, digest: string): Promise<StoredAnswers['identities']> {
  const rows = await scope
    .select('artifact_package')
    .innerJoin('package_identity', 'package_identity.id', 'artifact_package.identity_id')
    .where('artifact_package.digest', '=', digest)
    .select(['artifact_package.package_id', 'package_identity.id', 'package_identity.matched_with'])
    .execute();
  return new Map(rows.map((row) => [row.package_id, { id: Number(row.id), matchedWith: row.matched_with }]));
}

async function matchesOf(scope: Scope, digest: string): Promise<StoredAnswers['matches']> {
  const rows = await scope.db
    .selectFrom('package_match')
    .where('identity_id', 'in', identityIds(scope, digest))
    .select(['identity_id', 'match', 'detected_at', 'fix_observed_at'])
    .limit(mostMatches + 1)
    .execute();
  if (rows.length > mostMatches) throw matchingErrors.TOO_MANY({ limit: mostMatches });
  const stored = new Map<number, StoredMatch[]>();
  for (const { identity_id, match, detected_at, fix_observed_at } of rows)
    addTo(stored, Number(identity_id), {
      match: match as unknown as StoredMatch['match'],
      detectedAt: detected_at,
      fixObservedAt: fix_observed_at,
    });
  return stored;
}

async function notEvaluatedOf(scope: Scope, digest: string): Promise<StoredAnswers['notEvaluated']> {
  const rows = await scope.db
    .selectFrom('package_not_evaluated')
    .where('identity_id', 'in', identityIds(scope, digest))
    .select(['identity_id', 'reason', 'because', 'advisory'])
    .orderBy('identity_id')
    .orderBy('position')
    .execute();
  const stored = new Map<number, Omit<NotEvaluated, 'packageId'>[]>();
  for (const { identity_id, reason, because, advisory } of rows)
    addTo(stored, Number(identity_id), {
      reason: reason as NotEvaluated['reason'],
      because,
      ...(advisory === null ? {} : { advisory }),
    });
  return stored;
}

function identityIds(scope: Scope, digest: string) {
  return scope.select('artifact_package').where('artifact_package.digest', '=', digest).select('identity_id');
}

function addTo<T>(map: Map<number, T[]>, key: number, item: T): void {
  const list = map.get(key);
  if (list) list.push(item);
  else map.set(key, [item]);
}
