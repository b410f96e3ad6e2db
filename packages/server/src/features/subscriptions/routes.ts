import {
  addSubscription,
  deleteSubscription,
  getSubscription,
  listSubscriptions,
  updateSubscription,
} from '@gantry/contract/subscriptions';
import { type Route, reply, route } from '../../kernel/http/index.ts';
import type { Platform } from '../../kernel/platform/index.ts';
import { subscriptionErrors } from './errors.ts';
import { change, subscribe, subscription } from './service.ts';
import { deleteSubscriptionRow } from './store.ts';
import { toSubscription } from './to-wire.ts';
import { listSubscriptionRows } from './views.ts';

/** The operations on subscriptions. */
export function subscriptionRoutes(kit: Pick<Platform, 'clock' | 'queue'>): readonly Route[] {
  return [
    route(listSubscriptions, async ({ scope, query }) => {
      const filter = { key: query.subscription_key, type: query.subscription_type };
      return reply(listSubscriptions, 200, (await listSubscriptionRows(scope, filter)).map(toSubscription));
    }),
    route(addSubscription, async ({ scope, body }) =>
      reply(addSubscription, 200, [toSubscription(await subscribe(kit, scope, body))]),
    ),
    route(getSubscription, async ({ scope, params }) =>
      reply(getSubscription, 200, [toSubscription(await subscription(scope, params.subscription_id))]),
    ),
    route(updateSubscription, async ({ scope, params, body }) => {
      const row = await change(kit, scope, { id: params.subscription_id, given: body });
      return reply(updateSubscription, 200, [toSubscription(row)]);
    }),
    route(deleteSubscription, async ({ scope, params }) => {
      const id = params.subscription_id;
      if (!(await deleteSubscriptionRow(scope, id))) throw subscriptionErrors.NOT_FOUND({ id: id.slice(0, 100) });
      return reply(deleteSubscription, 204, undefined);
    }),
  ];
}
