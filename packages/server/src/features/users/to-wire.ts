import type { AccessCredential, UnifiedRoles, User } from '@gantry/contract';
import type { Grant } from '../../auth/index.ts';
import { toTimestamp } from '../../kernel/clock/index.ts';
import type { UserRow } from './ports.ts';

/** The user on the wire. */
export function toUser(row: UserRow): User {
  const { username, account, type, source, created_at, last_updated, password_set_at } = row;
  return {
    username,
    account_name: account,
    type: type === 'saml' ? 'saml' : 'native',
    source,
    created_at: toTimestamp(created_at),
    last_updated: toTimestamp(last_updated),
    idp_name: type === 'saml' ? source : null,
    password_last_updated: password_set_at === null ? null : toTimestamp(password_set_at),
  };
}

/** The user with the roles they hold and how they came by them. */
export function toUserWithRoles(row: UserRow, grants: readonly Grant[]): User {
  return { ...toUser(row), unified_roles: grants.map(toUnified) };
}

/** The password as far as it may be shown: when it was set. */
export function toCredentials({ password_set_at }: UserRow): AccessCredential[] {
  return password_set_at === null ? [] : [toCredential(password_set_at)];
}

/** A password that was set at this time. */
export function toCredential(setAt: Date): AccessCredential {
  return { type: 'password', value: '********', created_at: toTimestamp(setAt) };
}

function toUnified({ role, forAccount, group, since }: Grant): UnifiedRoles {
  return {
    role_name: role,
    domain_name: forAccount,
    grant_type: group === null ? 'direct' : 'group_membership',
    ...(group === null ? {} : { granter: group }),
    granted_at: toTimestamp(since),
  };
}
