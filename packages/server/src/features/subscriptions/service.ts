import type { SubscriptionRequest, SubscriptionUpdate } from '@gantry/contract/subscriptions';
import type { Row, Scope } from '../../kernel/db/index.ts';
import type { Platform } from '../../kernel/platform/index.ts';
import { subscriptionErrors } from './errors.ts';
import { keyOf, typeOf } from './key.ts';
import type { Subscriptions, SubscriptionType } from './ports.ts';
import { addMissing, changeSubscription, putSubscription } from './store.ts';
import { toStoredValue } from './value.ts';
import { activeOnes, findSubscription } from './views.ts';
import { watchOne } from './watching.ts';

type Kit = Pick<Platform, 'clock' | 'queue'>;

/** SUBSCRIPTION_NOT_FOUND. */
export async function subscription(scope: Scope, id: string): Promise<Row<'subscription'>> {
  return found(id, await findSubscription(scope, id));
}

/** Adds a subscription, switched on; one that is there is switched on and gets the value. Errors of the key, the type and the value. */
export async function subscribe(
  { clock, queue }: Kit,
  scope: Scope,
  given: SubscriptionRequest,
): Promise<Row<'subscription'>> {
  const type = typeOf(given.subscription_type ?? '');
  const key = keyOf(type, given.subscription_key?.trim() ?? '');
  const { subscription_value: text } = given;
  const value = text === undefined ? {} : { value: toStoredValue(type, text) };
  const row = await putSubscription(scope, { type, key, active: true, ...value }, clock.now());
  await watchOne(queue, row);
  return row;
}

/** Changes what is given. SUBSCRIPTION_NOT_FOUND, SUBSCRIPTION_VALUE_INVALID. */
export async function change(
  { clock, queue }: Kit,
  scope: Scope,
  { id, given }: { readonly id: string; readonly given: SubscriptionUpdate },
): Promise<Row<'subscription'>> {
  const { active, subscription_value: text } = given;
  const before = await subscription(scope, id);
  const row = await changeSubscription(scope, id, {
    now: clock.now(),
    ...(active === undefined ? {} : { active }),
    ...(text === undefined ? {} : { value: toStoredValue(typeOf(before.type), text) }),
  });
  if (active === true && !before.active) await watchOne(queue, before);
  return found(id, row);
}

/** The port for other features. */
export function createSubscriptions({ clock, queue }: Kit): Subscriptions {
  return {
    async ensure(scope, key, states) {
      const wanted = Object.entries(states).map(([type, active]) => ({ type: type as SubscriptionType, key, active }));
      await addMissing(scope, wanted, clock.now());
    },
    active: activeOnes,
    async watchRepository(scope, { repository: key, autoSubscribe, excludeExisting, tags }) {
      const value = { auto_subscribe: autoSubscribe, exclude_existing_tags: excludeExisting };
      const state = { known: excludeExisting ? tags : [] };
      const wanted = { type: 'repo_update', key, active: true, value, state } as const;
      const row = await putSubscription(scope, wanted, clock.now());
      await watchOne(queue, row);
      return row;
    },
  };
}

function found(id: string, row: Row<'subscription'> | null): Row<'subscription'> {
  if (row === null) throw subscriptionErrors.NOT_FOUND({ id: id.slice(0, 100) });
  return row;
}
