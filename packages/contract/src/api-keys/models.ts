import { z } from 'zod';
import { dateTime, model } from '../common/index.ts';

export const UserApiKey = model(
  'UserApiKey',
  z.object({
    name: z.string(),
    description: z.string().optional(),
    expires_at: dateTime,
    created_at: dateTime.optional(),
    updated_at: dateTime.optional(),
    version: z.string().optional(),
    value: z.string().optional(),
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
