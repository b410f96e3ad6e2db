import { byCodeUnit } from '@gantry/core';
import { neededFacts, type PolicyTestReport, parsePolicy } from '@gantry/policy';
import { inTransaction, type Row, type Scope } from '../../kernel/db/index.ts';
import type { Platform } from '../../kernel/platform/index.ts';
import { type Actor, announceAdded, announceChange, announceRemoved } from './announce.ts';
import { changePolicy, type PolicyChange, removePolicy, testedChange } from './change.ts';
import { policiesErrors } from './errors.ts';
import type { Policies } from './ports.ts';
import { installShipped } from './shipped.ts';
import { insertPolicy } from './store.ts';
import { testPolicy } from './tests.ts';
import { toStored } from './to-stored.ts';
import { findActivePolicy, findPolicy, listPolicyRows } from './views.ts';

/** The policies of accounts. Every account has exactly one active policy. */
export interface PolicyService extends Policies {
  list(scope: Scope): Promise<readonly Row<'policy'>[]>;
  /** Adds an inactive policy. POLICY_REFUSED, POLICY_EXISTS. */
  add(scope: Scope, document: Readonly<Record<string, unknown>>, by: Actor): Promise<Row<'policy'>>;
  /** POLICY_NOT_FOUND, POLICY_REFUSED, POLICY_ID_DIFFERS, POLICY_NOT_SWITCHED_OFF, POLICY_CHANGED, POLICY_TESTS_FAILED, POLICY_BAD_TESTS. */
  update(scope: Scope, change: PolicyChange, by: Actor): Promise<Row<'policy'>>;
  /** Runs the tests that a policy carries. POLICY_NOT_FOUND, POLICY_BAD_TESTS. */
  test(scope: Scope, id: string): Promise<PolicyTestReport>;
  /** POLICY_NOT_FOUND, POLICY_IS_ACTIVE, POLICY_CHANGED. */
  remove(scope: Scope, change: Pick<PolicyChange, 'id' | 'ifMatch'>, by: Actor): Promise<void>;
}

/** The service over the platform's database. */
export function createPolicyService({ clock, events }: Pick<Platform, 'clock' | 'events'>): PolicyService {
  const ready = shippedOnce(() => clock.now());
  const byId = async (scope: Scope, id: string): Promise<Row<'policy'>> => {
    await ready(scope);
    const row = await findPolicy(scope, id);
    if (row === null) throw policiesErrors.NOT_FOUND({ id });
    return row;
  };
  return {
    active: async (scope) => {
      await ready(scope);
      return (await findActivePolicy(scope)) ?? activeAfterInstall(scope, clock.now());
    },
    byId,
    usable: toStored,
    retrieved: async (scope) => {
      await ready(scope);
      const rows = await listPolicyRows(scope);
      const paths = rows.flatMap(({ document, id }) => neededFacts(parsePolicy(document, id).policy).retrieve);
      return [...new Set(paths)].sort(byCodeUnit);
    },
    list: async (scope) => {
      await ready(scope);
      return listPolicyRows(scope);
    },
    add: async (scope, document, by) => {
      const policy = toStored(document);
      await ready(scope);
      const row = await insertPolicy(scope, policy, { source: 'local', active: false, now: clock.now() });
      if (row === null) throw policiesErrors.EXISTS({ id: policy.id });
      await announceAdded(events, row, by);
      return row;
    },
    update: async (scope, change, by) => {
      await ready(scope);
      const tested = await testedChange(scope, change);
      const changed = await inTransaction(scope, (inside) => changePolicy(inside, tested, clock.now()));
      await announceChange(events, changed, by);
      return changed.after;
    },
    test: async (scope, id) => testPolicy((await byId(scope, id)).document, id),
    remove: async (scope, change, by) => {
      await ready(scope);
      await inTransaction(scope, (inside) => removePolicy(inside, change));
      await announceRemoved(events, { account: scope.account, id: change.id }, by);
    },
  };
}

/** Installs the shipped policies the first time that this process meets an account. */
function shippedOnce(now: () => Date): (scope: Scope) => Promise<void> {
  const seen = new Set<string>();
  return async (scope) => {
    if (seen.has(scope.account)) return;
    await installShipped(scope, now());
    // Inside of a transaction that is rolled back it did not happen.
    if (!scope.db.isTransaction) seen.add(scope.account);
  };
}

/** An account that was deleted and made again under its name has no policies, though this process saw it before. */
async function activeAfterInstall(scope: Scope, now: Date): Promise<Row<'policy'>> {
  await installShipped(scope, now);
  const row = await findActivePolicy(scope);
  if (row === null) throw policiesErrors.NONE_ACTIVE({ account: scope.account });
  return row;
}
