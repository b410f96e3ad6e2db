import { z } from 'zod';
import { Account, dateTime, model } from '../common/index.ts';

export const Permission = model(
  'Permission',
  z.object({
    action: z.string().optional(),
    target: z.string().describe('`*`: everything in the account').optional(),
  }),
);
export type Permission = z.infer<typeof Permission>;

export const PermissionList = model('PermissionList', z.array(Permission));
export type PermissionList = z.infer<typeof PermissionList>;

export const Role = model(
  'Role',
  z.object({
    name: z.string(),
    description: z.string().optional(),
    permissions: PermissionList.optional(),
    immutable: z.boolean().optional(),
    created_at: dateTime.optional(),
    last_updated: dateTime.optional(),
  }),
);
export type Role = z.infer<typeof Role>;

export const AccountRole = model(
  'AccountRole',
  z.object({
    for_account: z.string().describe('The account in which the role holds; `*` for roles of the system').optional(),
    domain_name: z.string().describe('The same as `for_account`').optional(),
    roles: Role.optional(),
    account: Account.optional(),
  }),
);
export type AccountRole = z.infer<typeof AccountRole>;

export const RoleMember = model(
  'RoleMember',
  z.object({
    username: z.string(),
    for_account: z.string().describe('The account in which the role holds; `*` for roles of the system').optional(),
    domain_name: z.string().describe('The same as `for_account`').optional(),
    created_at: dateTime.optional(),
  }),
);
export type RoleMember = z.infer<typeof RoleMember>;

export const RoleMemberList = model('RoleMemberList', z.array(RoleMember));
export type RoleMemberList = z.infer<typeof RoleMemberList>;

export const RoleMembership = model(
  'RoleMembership',
  z.object({
    role: z.string().optional(),
    for_account: z.string().describe('The account in which the role holds; `*` for roles of the system').optional(),
    domain_name: z.string().describe('The same as `for_account`').optional(),
    created_at: dateTime.optional(),
  }),
);
export type RoleMembership = z.infer<typeof RoleMembership>;

export const RoleSummary = model(
  'RoleSummary',
  z.object({
    name: z.string().optional(),
    description: z.string().optional(),
    created_at: dateTime.optional(),
  }),
);
export type RoleSummary = z.infer<typeof RoleSummary>;

export const RoleSummaryList = model('RoleSummaryList', z.array(RoleSummary));
export type RoleSummaryList = z.infer<typeof RoleSummaryList>;

export const UserRoleListing = model('UserRoleListing', z.array(AccountRole));
export type UserRoleListing = z.infer<typeof UserRoleListing>;

export const UserRoleMembership = model('UserRoleMembership', z.array(RoleMembership));
export type UserRoleMembership = z.infer<typeof UserRoleMembership>;
