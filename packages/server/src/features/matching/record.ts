import { by, uniqueBy } from '@gantry/core';
import { sql } from 'kysely';
import type { Scope } from '../../kernel/db/index.ts';
import type { IdentityRow } from './identity-rows.ts';

/** Rows of one statement. */
const batch = 2_000;

/** Stores the packages of an image in place of those that were there, inside the transaction of the scope. */
export async function recordPackages(
  scope: Scope,
  digest: string,
  { rows, covered }: { readonly rows: readonly IdentityRow[]; readonly covered: ReadonlySet<string> },
): Promise<void> {
  await scope.delete('artifact_package').where('digest', '=', digest).execute();
  // In the order of their keys: two writers then never wait for each other in a circle.
  const identities = uniqueBy(rows, ({ key }) => key).sort(by(({ key }) => key));
  for (const part of parts(identities)) await insertIdentities(scope, part);
  for (const part of parts(rows)) await insertPackages(scope, digest, { part, covered });
}

function* parts(rows: readonly IdentityRow[]): Generator<readonly IdentityRow[]> {
  for (let at = 0; at < rows.length; at += batch) yield rows.slice(at, at + batch);
}

async function insertIdentities({ db }: Scope, rows: readonly IdentityRow[]): Promise<void> {
  const json = `[${rows.map(identityJson).join()}]`;
  await sql`
    insert into package_identity (key, kind, name, version, purl, distro, facts)
    select r.key, r.kind, r.name, r.version, r.purl, r.distro, r.facts
    from jsonb_to_recordset(${json}::jsonb)
      as r (key text, kind text, name text, version text, purl text, distro text, facts jsonb)
    where not exists (select 1 from package_identity as known where known.key = r.key)
    order by r.key collate "C"
    on conflict (key) do nothing
  `.execute(db);
}

function identityJson({ key, kind, name, version, purl, distro, facts }: IdentityRow): string {
  const columns = JSON.stringify({ key, kind, name, version, purl, distro });
  return `${columns.slice(0, -1)},"facts":${facts}}`;
}

async function insertPackages(
  scope: Scope,
  digest: string,
  { part, covered }: { readonly part: readonly IdentityRow[]; readonly covered: ReadonlySet<string> },
): Promise<void> {
  const json = JSON.stringify(
    part.map(({ key, packageId, path }) => ({ key, package_id: packageId, path, covered: covered.has(packageId) })),
  );
  await sql`
    insert into artifact_package (account, digest, identity_id, package_id, path, covered)
    select ${scope.account}, ${digest}, i.id, r.package_id, r.path, r.covered
    from jsonb_to_recordset(${json}::jsonb) as r (key text, package_id text, path text, covered boolean)
    join package_identity as i on i.key = r.key
  `.execute(scope.db);
}
