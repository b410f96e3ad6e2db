import { sql } from 'kysely';
import type { Row, Scope } from '../../kernel/db/index.ts';
import { idOf } from './key.ts';
import type { SubscriptionType } from './ports.ts';
import type { StoredValue } from './value.ts';

/** A subscription as it is to be. */
export interface Wanted {
  readonly type: SubscriptionType;
  readonly key: string;
  readonly active: boolean;
  readonly value?: StoredValue;
  readonly state?: Readonly<Record<string, unknown>>;
}

/** Adds what is missing; existing ones are left alone. */
export async function addMissing(scope: Scope, wanted: readonly Wanted[], now: Date): Promise<void> {
  if (wanted.length === 0) return;
  const rows = wanted.map((one) => toRow(scope, one, now));
  await scope
    .insert('subscription', rows)
    .onConflict((conflict) => conflict.columns(['account', 'id']).doNothing())
    .execute();
}

/** Adds a subscription, or gives an existing one the new settings. A watcher looks at once. */
export async function putSubscription(scope: Scope, wanted: Wanted, now: Date): Promise<Row<'subscription'>> {
  const row = toRow(scope, wanted, now);
  const { active, value, last_updated } = row;
  return scope
    .insert('subscription', row)
    .onConflict((conflict) =>
      conflict.columns(['account', 'id']).doUpdateSet({
        active,
        last_updated,
        failures: 0,
        checked_at: null,
        ...(wanted.value === undefined ? {} : { value }),
        ...(row.state === null ? {} : { state: row.state }),
      }),
    )
    .returningAll()
    .executeTakeFirstOrThrow() as Promise<Row<'subscription'>>;
}

/** Changes a subscription, or gives null when there is none of this id. */
export async function changeSubscription(
  scope: Scope,
  id: string,
  change: { readonly active?: boolean; readonly value?: StoredValue; readonly now: Date },
): Promise<Row<'subscription'> | null> {
  const { active, value, now } = change;
  const row = await scope
    .update('subscription')
    .set({
      last_updated: now,
      failures: 0,
      ...(active === undefined ? {} : { active }),
      ...(value === undefined ? {} : { value: asJson(value) }),
    })
    .where('subscription.id', '=', id)
    .returningAll()
    .executeTakeFirst();
  return row ?? null;
}

/** Deletes a subscription: was there one? */
export async function deleteSubscriptionRow(scope: Scope, id: string): Promise<boolean> {
  const doomed = scope.delete('subscription').where('subscription.id', '=', id).returning('subscription.id');
  return (await doomed.executeTakeFirst()) !== undefined;
}

/** What a watcher found. */
export interface Finding {
  readonly now: Date;
  readonly failed: boolean;
  readonly state?: Readonly<Record<string, unknown>>;
}

/** Notes that a watcher looked, and what it knows now. */
export async function noteLook(scope: Scope, id: string, { now, failed, state }: Finding): Promise<void> {
  await scope
    .update('subscription')
    .set({
      checked_at: now,
      failures: failed ? sql<number>`least(subscription.failures + 1, 1000)` : 0,
      ...(state === undefined ? {} : { state: JSON.stringify(state) }),
    })
    .where('subscription.id', '=', id)
    .execute();
}

function toRow(scope: Scope, { type, key, active, value, state }: Wanted, now: Date) {
  return {
    id: idOf(scope.account, type, key),
    type,
    key,
    active,
    value: asJson(value ?? null),
    state: asJson(state ?? null),
    created_at: now,
    last_updated: now,
  };
}

function asJson(value: StoredValue): string | null {
  return value === null ? null : JSON.stringify(value);
}
