import { z } from 'zod';
import { empty, operation } from '../common/index.ts';
import { TokenResponse } from './models.ts';

export const revokeOauthToken = operation({
  id: 'revoke_oauth_token',
  method: 'POST',
  path: '/oauth/revoke',
  tag: 'User Management',
  may: 'public',
  since: '0.2',
  summary: 'Revoke oauth token',
  form: z.object({
    token: z.string().optional(),
    token_type_hint: z.enum(['refresh_token']).optional(),
  }),
  replies: {
    200: empty,
  },
  problems: [400, 401, 403, 415, 500],
});

export const getOauthToken = operation({
  id: 'get_oauth_token',
  method: 'POST',
  path: '/oauth/token',
  tag: 'User Management',
  may: 'public',
  since: '0.2',
  summary: 'Get oauth token',
  form: z.object({
    grant_type: z.string().optional(),
    username: z.string().optional(),
    password: z.string().optional(),
    client_id: z.string().optional(),
    refresh_token: z.string().optional(),
  }),
  replies: {
    200: TokenResponse,
  },
  problems: [400, 403, 415, 500],
});
