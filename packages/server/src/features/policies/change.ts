import type { Row, Scope } from '../../kernel/db/index.ts';
import { policiesErrors } from './errors.ts';
import { activatePolicy, deletePolicy, lockPolicies, replacePolicy } from './store.ts';
import { demandPassing, hasTests } from './tests.ts';
import { toStored } from './to-stored.ts';
import { findPolicy } from './views.ts';

/** A change of a stored policy. */
export interface PolicyChange {
  readonly id: string;
  /** Absent: the document stays as it is. */
  readonly document?: Readonly<Record<string, unknown>> | undefined;
  /** Absent: what was active stays active. */
  readonly active?: boolean | undefined;
  /** Its own tests need not pass. */
  readonly force?: boolean | undefined;
  /** The value of `If-Match`: entity tags that the caller saw, or `*`. */
  readonly ifMatch?: string | undefined;
}

/** A policy before and after a change. */
export interface Changed {
  readonly before: Row<'policy'>;
  readonly after: Row<'policy'>;
}

/** A change with the digest of the document whose tests passed; null when none had to. */
export interface TestedChange extends PolicyChange {
  readonly tested: string | null;
}

/** Runs the tests that a policy carries, when the change makes it what the account's images are judged by. POLICY_TESTS_FAILED, POLICY_BAD_TESTS. */
export async function testedChange(scope: Scope, change: PolicyChange): Promise<TestedChange> {
  const row = change.force === true ? null : await findPolicy(scope, change.id);
  if (row === null || !(row.active || change.active === true)) return { ...change, tested: null };
  const { document, digest } = change.document === undefined ? row : toStored(change.document);
  if (digest === row.digest && row.active) return { ...change, tested: null };
  await demandPassing(document, change.id);
  return { ...change, tested: digest };
}

/** Makes a change inside a transaction. Errors as `PolicyService.update`. */
export async function changePolicy(scope: Scope, change: TestedChange, now: Date): Promise<Changed> {
  await lockPolicies(scope);
  const before = await requiredPolicy(scope, change);
  if (change.active === false && before.active) throw policiesErrors.NOT_SWITCHED_OFF({ id: change.id });
  if (change.document !== undefined) await replaceDocument(scope, { ...change, document: change.document }, now);
  if (change.active === true && !before.active) await activatePolicy(scope, change.id, now);
  const after = (await findPolicy(scope, change.id)) ?? before;
  if (isUntested({ before, after }, change)) throw policiesErrors.CHANGED({ id: change.id });
  return { before, after };
}

/** Another change came in between, so that something else would become active than what was tested. */
function isUntested({ before, after }: Changed, { force, tested }: TestedChange): boolean {
  const isNew = after.active && (!before.active || before.digest !== after.digest);
  return isNew && force !== true && hasTests(after.document) && after.digest !== tested;
}

/** Deletes a policy inside a transaction. Errors as `PolicyService.remove`. */
export async function removePolicy(scope: Scope, change: Pick<PolicyChange, 'id' | 'ifMatch'>): Promise<void> {
  await lockPolicies(scope);
  const row = await requiredPolicy(scope, change);
  if (row.active) throw policiesErrors.IS_ACTIVE({ id: change.id });
  await deletePolicy(scope, change.id);
}

/** The entity tag of a policy: it changes with the document. */
export function entityTag({ digest }: Pick<Row<'policy'>, 'digest'>): string {
  return `"${digest}"`;
}

async function requiredPolicy(
  scope: Scope,
  { id, ifMatch }: Pick<PolicyChange, 'id' | 'ifMatch'>,
): Promise<Row<'policy'>> {
  const row = await findPolicy(scope, id);
  if (row === null) throw policiesErrors.NOT_FOUND({ id });
  const tags = ifMatch?.split(',').map((tag) => tag.trim());
  if (tags !== undefined && !tags.includes('*') && !tags.includes(entityTag(row))) throw policiesErrors.CHANGED({ id });
  return row;
}

async function replaceDocument(
  scope: Scope,
  change: PolicyChange & Required<Pick<PolicyChange, 'document'>>,
  now: Date,
): Promise<void> {
  const policy = toStored(change.document ?? {});
  if (policy.id !== change.id) throw policiesErrors.ID_DIFFERS({ path: change.id, body: policy.id });
  const row = await findPolicy(scope, change.id);
  if (row?.digest !== policy.digest) await replacePolicy(scope, policy, { source: 'local', now });
}
