import { packs } from '@gantry/policy';
import { inTransaction, type Row, type Scope } from '../../kernel/db/index.ts';
import { insertPolicy, lockPolicies, replacePolicy } from './store.ts';
import { type StoredPolicy, toStored } from './to-stored.ts';
import { listPolicyRows } from './views.ts';

/**
 * The packs that every account gets; the first is active in one that never chose. The others are read from the catalogue of packs
 * when somebody wants them: a list of policies that nobody uses helps nobody.
 */
const installed: readonly string[] = ['secure'];

/** `policy_source` of what came with the server and was not changed. */
export const shippedSource = 'shipped';

/**
 * Gives an account the policies that come with this release, and later those that are new in a release. One that
 * a user deleted does not come back; one that a user changed is theirs; the others follow the release. Running it twice does no harm.
 */
export async function installShipped(scope: Scope, now: Date): Promise<void> {
  await inTransaction(scope, async (inside) => {
    await lockPolicies(inside);
    const rows = await listPolicyRows(inside);
    const known = rows.length === 0 ? [] : await installedBefore(inside);
    for (const { name, policy } of shippedPolicies()) {
      const row = rows.find(({ id }) => id === policy.id);
      if (row === undefined && !known.includes(policy.id)) {
        const active = name === installed[0] && !rows.some((other) => other.active);
        await insertPolicy(inside, policy, { source: shippedSource, active, now });
      } else if (row !== undefined && isOutdated(row, policy)) {
        await replacePolicy(inside, policy, { source: shippedSource, now });
      }
    }
    await remember(inside, known, now);
  });
}

function isOutdated(row: Row<'policy'>, policy: StoredPolicy): boolean {
  return row.source === shippedSource && row.digest !== policy.digest;
}

/** An account's mappings are about images; those of bare SBOM documents are for the command line, and the wire does not know them. */
function shippedPolicies(): { readonly name: string; readonly policy: StoredPolicy }[] {
  const wanted = packs.filter(({ name }) => installed.includes(name));
  return wanted.map(({ name, policy }) => {
    const { sbom_mappings: _bare, ...document } = policy;
    return { name, policy: toStored(document) };
  });
}

function settingKey(scope: Scope): string {
  return `shipped-policies:${scope.account}`;
}

async function installedBefore(scope: Scope): Promise<string[]> {
  const query = scope.db.selectFrom('setting').select('value').where('key', '=', settingKey(scope));
  const value = (await query.executeTakeFirst())?.value;
  return Array.isArray(value) ? value.map(String) : [];
}

async function remember(scope: Scope, known: readonly string[], now: Date): Promise<void> {
  const ids = [...new Set([...known, ...shippedPolicies().map(({ policy }) => policy.id)])].sort();
  if (ids.length === known.length) return;
  const row = { key: settingKey(scope), value: JSON.stringify(ids), last_updated: now };
  const { value, last_updated } = row;
  await scope.db
    .insertInto('setting')
    .values(row)
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value, last_updated }))
    .execute();
}
