import { z } from 'zod';
import { empty, operation, pathText, SubscriptionList } from '../common/index.ts';
import { SubscriptionRequest, SubscriptionUpdate } from './models.ts';

export const listSubscriptions = operation({
  id: 'list_subscriptions',
  method: 'GET',
  path: '/subscriptions',
  tag: 'Subscriptions',
  may: 'listSubscriptions',
  since: '0.2',
  summary: 'List what the account watches and is told about',
  query: z.object({
    subscription_key: z.string().optional(),
    subscription_type: z.string().optional(),
  }),
  replies: {
    200: SubscriptionList,
  },
  problems: [403, 500],
});

export const addSubscription = operation({
  id: 'add_subscription',
  method: 'POST',
  path: '/subscriptions',
  tag: 'Subscriptions',
  may: 'createSubscription',
  since: '0.2',
  summary: 'Watch a tag or repository, or be told about changes of it',
  body: SubscriptionRequest,
  replies: {
    200: SubscriptionList,
  },
  problems: [400, 403, 415, 500],
});

export const getSubscription = operation({
  id: 'get_subscription',
  method: 'GET',
  path: '/subscriptions/{subscription_id}',
  tag: 'Subscriptions',
  may: 'getSubscription',
  since: '0.2',
  summary: 'Show one subscription',
  params: z.object({ subscription_id: pathText }),
  replies: {
    200: SubscriptionList,
  },
  problems: [403, 404, 500],
});

export const updateSubscription = operation({
  id: 'update_subscription',
  method: 'PUT',
  path: '/subscriptions/{subscription_id}',
  tag: 'Subscriptions',
  may: 'updateSubscription',
  since: '0.2',
  summary: 'Switch a subscription on or off, or change its value',
  params: z.object({ subscription_id: pathText }),
  body: SubscriptionUpdate,
  replies: {
    200: SubscriptionList,
  },
  problems: [400, 403, 404, 415, 500],
});

export const deleteSubscription = operation({
  id: 'delete_subscription',
  method: 'DELETE',
  path: '/subscriptions/{subscription_id}',
  tag: 'Subscriptions',
  may: 'deleteSubscription',
  since: '0.2',
  summary: 'End a subscription',
  params: z.object({ subscription_id: pathText }),
  replies: {
    204: empty,
  },
  problems: [403, 404, 500],
});
