import type { Match, NotEvaluated } from '@gantry/core';
import { sql } from 'kysely';
import type { Db, Tx } from '../../kernel/db/index.ts';
import { compareMatches, type KnownMatch } from './changes.ts';
import { noteChanges } from './pending-changes.ts';
import { storableJson } from './storable.ts';

/** What matching found for one identity. */
export interface IdentityAnswer {
  readonly id: number;
  readonly matches: readonly Match[];
  readonly notEvaluated: readonly NotEvaluated[];
}

/** The advisories that answered, and when. */
export interface Answered {
  readonly digest: string;
  readonly now: Date;
  /** Also identities that were matched with them before. */
  readonly force: boolean;
}

/**
 * Stores answers, in one transaction. Identities that another process matched with the same advisories meanwhile are left. What
 * changed for those that had been matched before is noted with it, whoever asked: people are told of it later, once.
 */
export function writeAnswers(db: Db, answers: readonly IdentityAnswer[], by: Answered): Promise<void> {
  return db.transaction().execute(async (tx) => {
    const due = await lockDue(
      tx,
      answers.map(({ id }) => id),
      by,
    );
    if (due.size === 0) return;
    const current = answers.filter(({ id }) => due.has(id));
    const before = await storedMatches(
      tx,
      [...due].filter(([, seen]) => seen).map(([id]) => id),
    );
    await putMatches(tx, current, by);
    await putNotEvaluated(tx, current);
    await tx
      .updateTable('package_identity')
      .set({ matched_with: by.digest })
      .where('id', 'in', [...due.keys()])
      .execute();
    await noteChanges(
      tx,
      current
        .filter(({ id }) => due.get(id))
        .flatMap(({ id, matches }) => compareMatches(id, before.get(id) ?? [], matches)),
    );
  });
}

/** Identities that are still to be done, with the word whether they were ever matched; locked in the order of their ids. */
async function lockDue(tx: Tx, ids: readonly number[], { digest, force }: Answered): Promise<Map<number, boolean>> {
  const rows = await tx
    .selectFrom('package_identity')
    .select(['id', 'matched_with'])
    .where('id', 'in', ids)
    .$if(!force, (query) => query.where('matched_with', 'is distinct from', digest))
    .orderBy('id')
    .forNoKeyUpdate()
    .execute();
  return new Map(rows.map(({ id, matched_with }) => [Number(id), matched_with !== null]));
}

async function storedMatches(tx: Tx, ids: readonly number[]): Promise<Map<number, KnownMatch[]>> {
  const known = new Map<number, KnownMatch[]>();
  if (ids.length === 0) return known;
  const rows = await tx
    .selectFrom('package_match')
    .select(['identity_id', 'vulnerability', 'severity', 'fix_version'])
    .where('identity_id', 'in', ids)
    .execute();
  for (const row of rows) {
    const list = known.get(Number(row.identity_id));
    if (list) list.push(row);
    else known.set(Number(row.identity_id), [row]);
  }
  return known;
}

/** A vulnerability that was known keeps its times, also when another advisory decides now. */
async function putMatches(tx: Tx, answers: readonly IdentityAnswer[], { now }: Answered): Promise<void> {
  const json = storableJson(answers.flatMap(({ id, matches }) => matches.map((match) => matchRow(id, match))));
  await sql`
    insert into package_match (identity_id, vulnerability, advisory, severity, fix_version, fix_state, known_exploited,
      malicious, match, detected_at, fix_observed_at)
    select r.identity_id, r.vulnerability, r.advisory, r.severity, r.fix_version, r.fix_state, r.known_exploited,
      r.malicious, r.match, coalesce(old.detected_at, ${now}),
      case when r.fix_version is null then null else coalesce(old.fix_observed_at, ${now}) end
    from jsonb_to_recordset(${json}::jsonb) as r (identity_id bigint, vulnerability text, advisory text, severity text,
      fix_version text, fix_state text, known_exploited boolean, malicious boolean, match jsonb)
    left join (
      select identity_id, vulnerability, min(detected_at) as detected_at, min(fix_observed_at) as fix_observed_at
      from package_match where identity_id = any(${idsOf(answers)}::bigint[]) group by identity_id, vulnerability
    ) as old on old.identity_id = r.identity_id and old.vulnerability = r.vulnerability
    on conflict (identity_id, vulnerability, advisory) do update set severity = excluded.severity,
      fix_version = excluded.fix_version, fix_state = excluded.fix_state, known_exploited = excluded.known_exploited,
      malicious = excluded.malicious, match = excluded.match, fix_observed_at = excluded.fix_observed_at
  `.execute(tx);
  await sql`
    delete from package_match as m
    where m.identity_id = any(${idsOf(answers)}::bigint[]) and not exists (
      select 1 from jsonb_to_recordset(${json}::jsonb) as r (identity_id bigint, vulnerability text, advisory text)
      where r.identity_id = m.identity_id and r.vulnerability = m.vulnerability and r.advisory = m.advisory
    )
  `.execute(tx);
}

function matchRow(id: number, { packageId: _package, ...match }: Match): object {
  return {
    identity_id: id,
    vulnerability: match.vulnerability,
    advisory: match.advisory,
    severity: match.severity,
    fix_version: match.fix.versions[0] ?? null,
    fix_state: match.fix.state,
    known_exploited: match.knownExploited !== null,
    malicious: match.malicious,
    match,
  };
}

async function putNotEvaluated(tx: Tx, answers: readonly IdentityAnswer[]): Promise<void> {
  const rows = answers.flatMap(({ id, notEvaluated }) =>
    notEvaluated.map(({ reason, because, advisory }, position) => ({
      identity_id: id,
      position,
      reason,
      because,
      advisory: advisory ?? null,
    })),
  );
  await tx
    .deleteFrom('package_not_evaluated')
    .where(
      'identity_id',
      'in',
      answers.map(({ id }) => id),
    )
    .execute();
  if (rows.length === 0) return;
  await sql`
    insert into package_not_evaluated (identity_id, position, reason, because, advisory)
    select r.identity_id, r.position, r.reason, r.because, r.advisory
    from jsonb_to_recordset(${storableJson(rows)}::jsonb)
      as r (identity_id bigint, position integer, reason text, because text, advisory text)
  `.execute(tx);
}

function idsOf(answers: readonly IdentityAnswer[]): string {
  return `{${answers.map(({ id }) => id).join()}}`;
}
