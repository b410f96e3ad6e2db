import { z } from 'zod';
import { model } from '../common/index.ts';

export const TokenResponse = model(
  'TokenResponse',
  z.object({
    access_token: z.string(),
    expires_in: z.number().optional(),
    token_type: z.string().optional(),
    refresh_token: z.string().optional(),
  }),
);
export type TokenResponse = z.infer<typeof TokenResponse>;
