import { z } from 'zod';
import { dateTime, model } from '../common/index.ts';

export const UserApiKey = model(
  'UserApiKey',
  z.object({
    name: z.string(),
    description: z.string().optional(),
    expires_at: dateTime.describe('At most 365 days from now; replies have whole seconds'),
    created_at: dateTime.optional(),
    updated_at: dateTime.optional(),
    version: z.string().describe('The form of the key').optional(),
    value: z.string().describe('The key itself: only in the reply that makes it').optional(),
    status: z.enum(['active', 'expired', 'revoked']).optional(),
  }),
);
export type UserApiKey = z.infer<typeof UserApiKey>;

export const ApiKeyList = model(
  'ApiKeyList',
  z.object({
    items: z.array(UserApiKey).optional(),
  }),
);
export type ApiKeyList = z.infer<typeof ApiKeyList>;
