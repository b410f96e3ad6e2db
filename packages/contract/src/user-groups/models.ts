import { z } from 'zod';
import { dateTime, model } from '../common/index.ts';

export const UserGroupRole = model(
  'UserGroupRole',
  z.object({
    for_account: z.string(),
    domain_name: z.string().describe('The same as `for_account`').optional(),
    roles: z.array(
      z.object({
        role: z.string().optional(),
        created_at: dateTime.optional(),
        membership_id: z.string().describe('Names this role of the group when it is taken away').optional(),
      }),
    ),
  }),
);
export type UserGroupRole = z.infer<typeof UserGroupRole>;

export const UserGroupRoles = model(
  'UserGroupRoles',
  z.object({
    items: z.array(UserGroupRole).optional(),
  }),
);
export type UserGroupRoles = z.infer<typeof UserGroupRoles>;

export const UserGroup = model(
  'UserGroup',
  z.object({
    name: z.string().regex(/^[a-zA-Z0-9][ a-zA-Z0-9@.!#$+=^_`~;-]{1,126}[a-zA-Z0-9_]$/),
    description: z.string().optional(),
    group_uuid: z.string(),
    created_at: dateTime.optional(),
    last_updated: dateTime.optional(),
    account_roles: UserGroupRoles.optional(),
  }),
);
export type UserGroup = z.infer<typeof UserGroup>;

export const UserGroupList = model('UserGroupList', z.array(UserGroup));
export type UserGroupList = z.infer<typeof UserGroupList>;

export const UserGroupPatch = model(
  'UserGroupPatch',
  z.object({
    description: z.string(),
  }),
);
export type UserGroupPatch = z.infer<typeof UserGroupPatch>;

export const UserGroupPost = model(
  'UserGroupPost',
  z.object({
    name: z.string().regex(/^[a-zA-Z0-9][ a-zA-Z0-9@.!#$+=^_`~;-]{1,126}[a-zA-Z0-9_]$/),
    description: z.string().optional(),
  }),
);
export type UserGroupPost = z.infer<typeof UserGroupPost>;

export const UserGroupRolePost = model(
  'UserGroupRolePost',
  z.object({
    for_account: z.string().optional(),
    domain_name: z.string().describe('The same as `for_account`').optional(),
    roles: z.array(
      z.object({
        role: z.string().optional(),
      }),
    ),
  }),
);
export type UserGroupRolePost = z.infer<typeof UserGroupRolePost>;

export const UserGroupUser = model(
  'UserGroupUser',
  z.object({
    username: z.string(),
    added_on: dateTime.optional(),
  }),
);
export type UserGroupUser = z.infer<typeof UserGroupUser>;

export const UserGroupUsers = model(
  'UserGroupUsers',
  z.object({
    items: z.array(UserGroupUser).optional(),
  }),
);
export type UserGroupUsers = z.infer<typeof UserGroupUsers>;

export const UserGroupUsersPost = model(
  'UserGroupUsersPost',
  z.object({
    usernames: z.array(
      z.object({
        username: z.string().optional(),
      }),
    ),
  }),
);
export type UserGroupUsersPost = z.infer<typeof UserGroupUsersPost>;
