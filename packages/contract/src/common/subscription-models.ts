import { z } from 'zod';
import { model } from './model.ts';
import { dateTime } from './values.ts';

export const Subscription = model(
  'Subscription',
  z.object({
    subscription_key: z.string().optional(),
    subscription_type: z.string().optional(),
    subscription_value: z.string().nullable().optional(),
    account_name: z.string().optional(),
    active: z.boolean().optional(),
    subscription_id: z.string().optional(),
    created_at: dateTime.optional(),
    last_updated: dateTime.optional(),
  }),
);
export type Subscription = z.infer<typeof Subscription>;

export const SubscriptionList = model('SubscriptionList', z.array(Subscription));
export type SubscriptionList = z.infer<typeof SubscriptionList>;
