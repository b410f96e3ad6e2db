import type { AccountRole, Role as RoleReply, RoleSummary } from '@gantry/contract/roles';
import { type Role, toAccount } from '../../auth/index.ts';
import type { Row } from '../../kernel/db/index.ts';

/** The role in a list. */
export function toRoleSummary({ name, description }: Role): RoleSummary {
  return { name, description };
}

/** The role with its permissions; each holds for everything in the account. */
export function toRole({ name, description, permissions }: Role): RoleReply {
  return { name, description, permissions: permissions.map((action) => ({ action, target: '*' })), immutable: true };
}

/** A role that somebody holds in an account; `*` for every account. */
export function toAccountRole(role: Role, forAccount: string, account: Row<'account'> | undefined): AccountRole {
  return {
    for_account: forAccount,
    domain_name: forAccount,
    roles: toRole(role),
    ...(account === undefined ? {} : { account: toAccount(account) }),
  };
}
