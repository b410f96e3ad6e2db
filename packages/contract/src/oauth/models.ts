import { z } from 'zod';
import { model } from '../common/index.ts';

export const TokenResponse = model(
  'TokenResponse',
  z.object({
    access_token: z.string(),
    expires_in: z.number().describe('Seconds that the access token is good for').optional(),
    token_type: z.string().optional(),
    refresh_token: z.string().describe('Good for a day: gets further access tokens').optional(),
  }),
);
export type TokenResponse = z.infer<typeof TokenResponse>;
