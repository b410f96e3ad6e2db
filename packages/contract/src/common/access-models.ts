import { z } from 'zod';
import { model } from './model.ts';
import { dateTime } from './values.ts';

export const AccessCredential = model(
  'AccessCredential',
  z.object({
    type: z.enum(['password']),
    value: z.string(),
    created_at: z.string().optional(),
  }),
);
export type AccessCredential = z.infer<typeof AccessCredential>;

export const CredentialList = model('CredentialList', z.array(AccessCredential));
export type CredentialList = z.infer<typeof CredentialList>;

export const Account = model(
  'Account',
  z.object({
    name: z.string(),
    type: z.enum(['user', 'admin', 'service']).optional(),
    state: z.enum(['enabled', 'disabled', 'deleting']).optional(),
    email: z.string().optional(),
    created_at: dateTime.optional(),
    last_updated: dateTime.optional(),
  }),
);
export type Account = z.infer<typeof Account>;

export const UnifiedRoles = model(
  'UnifiedRoles',
  z.object({
    role_name: z.string().optional(),
    domain_name: z.string().optional(),
    granter: z.string().optional(),
    grant_type: z.enum(['direct', 'group_membership', 'sso_group_membership']).optional(),
    granted_at: dateTime.optional(),
  }),
);
export type UnifiedRoles = z.infer<typeof UnifiedRoles>;

export const User = model(
  'User',
  z.object({
    username: z.string(),
    account_name: z.string().optional(),
    type: z.enum(['native', 'saml']).optional(),
    source: z.string().nullable().optional(),
    created_at: dateTime.optional(),
    last_updated: dateTime.optional(),
    idp_name: z.string().nullable().optional(),
    password_last_updated: dateTime.nullable().optional(),
    unified_roles: z.array(UnifiedRoles).optional(),
  }),
);
export type User = z.infer<typeof User>;
