import { z } from 'zod';
import { model } from '../common/index.ts';

export const SubscriptionRequest = model(
  'SubscriptionRequest',
  z.object({
    subscription_key: z.string().optional(),
    subscription_value: z.string().nullable().optional(),
    subscription_type: z.string().optional(),
  }),
);
export type SubscriptionRequest = z.infer<typeof SubscriptionRequest>;

export const SubscriptionUpdate = model(
  'SubscriptionUpdate',
  z.object({
    subscription_value: z.string().nullable().optional(),
    active: z.boolean().optional(),
  }),
);
export type SubscriptionUpdate = z.infer<typeof SubscriptionUpdate>;
