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
  summary: 'End a sign-in: its access and refresh tokens',
  form: z.object({
    token: z.string().describe('An access or refresh token of the sign-in').optional(),
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
  summary: 'An access token for a user name and password, or for a refresh token',
  form: z.object({
    grant_type: z.string().describe('`password` (the default) or `refresh_token`').optional(),
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
