import { type Bill, byCodeUnit, firstSeenKey, type MatchReport, type PolicyFacts } from '@gantry/core';
import { sql } from 'kysely';
import type { Scope } from '../../kernel/db/index.ts';

/** Findings of one line of images. */
export interface Sighting {
  /** `registry/repository`: rebuilds and new tags of it share their clocks. */
  readonly lineage: string;
  readonly bill: Bill;
  readonly report: MatchReport;
  readonly now: Date;
}

/** Notes which vulnerabilities of which packages are there, and tells since when each is known in this line of images. */
export async function noteFirstSeen(scope: Scope, sighting: Sighting): Promise<NonNullable<PolicyFacts['firstSeen']>> {
  const keys = keysOf(sighting);
  if (keys.length === 0) return {};
  const { lineage, now } = sighting;
  const known = await seenSince(scope, lineage, keys);
  const fresh = keys.filter((key) => known[key] === undefined);
  if (fresh.length === 0) return known;
  await addSeen(scope, { lineage, keys: fresh, now });
  // Another process may have been first.
  return seenSince(scope, lineage, keys);
}

function keysOf({ bill, report }: Sighting): string[] {
  const packages = new Map(bill.packages.map((one) => [one.id, one]));
  const keys = report.matches.flatMap(({ packageId, vulnerability }) => {
    const one = packages.get(packageId);
    return one === undefined ? [] : [firstSeenKey(vulnerability, one).replaceAll('\u0000', '')];
  });
  return [...new Set(keys)].sort(byCodeUnit);
}

async function seenSince(
  scope: Scope,
  lineage: string,
  keys: readonly string[],
): Promise<Readonly<Record<string, string>>> {
  const rows = await scope
    .select('first_seen')
    .where('first_seen.lineage', '=', lineage)
    .where('first_seen.finding', '=', sql<string>`any(${sql.val(keys)}::text[])`)
    .select(['first_seen.finding', 'first_seen.seen_at'])
    .execute();
  return Object.fromEntries(rows.map(({ finding, seen_at }) => [finding, seen_at.toISOString()]));
}

/** In one order everywhere, so that writers do not wait for each other in circles. */
async function addSeen(
  scope: Scope,
  { lineage, keys, now }: { readonly lineage: string; readonly keys: readonly string[]; readonly now: Date },
): Promise<void> {
  await sql`
    insert into first_seen (account, lineage, finding, seen_at)
    select ${scope.account}, ${lineage}, finding, ${now}
    from unnest(${sql.val(keys)}::text[]) as finding
    on conflict do nothing
  `.execute(scope.db);
}
