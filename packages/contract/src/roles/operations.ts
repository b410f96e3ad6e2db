import { z } from 'zod';
import { empty, operation, pathText } from '../common/index.ts';
import { Role, RoleMember, RoleMemberList, RoleSummaryList, UserRoleListing, UserRoleMembership } from './models.ts';

export const myRoles = operation({
  id: 'my_roles',
  method: 'GET',
  path: '/rbac-manager/my-roles',
  tag: 'RBAC',
  may: 'signed-in',
  since: '0.2',
  summary: 'Roles that you hold, directly and through groups',
  replies: {
    200: UserRoleListing,
  },
  problems: [500],
});

export const listRoles = operation({
  id: 'list_roles',
  method: 'GET',
  path: '/rbac-manager/roles',
  tag: 'RBAC',
  may: 'listRoles',
  since: '0.2',
  summary: 'Roles of this server',
  replies: {
    200: RoleSummaryList,
  },
  problems: [403, 500],
});

export const listRoleMembers = operation({
  id: 'list_role_members',
  method: 'GET',
  path: '/rbac-manager/roles/{role_name}/members',
  tag: 'RBAC',
  may: 'listRoleMembers',
  since: '0.2',
  summary: 'Users who hold a role directly',
  params: z.object({ role_name: pathText }),
  query: z.object({
    for_account: z.string().optional(),
    domain_name: z.string().optional(),
  }),
  replies: {
    200: RoleMemberList,
  },
  problems: [403, 404, 500],
});

export const addRoleUser = operation({
  id: 'add_role_user',
  method: 'POST',
  path: '/rbac-manager/roles/{role_name}/members',
  tag: 'RBAC',
  may: 'createRoleMember',
  since: '0.2',
  summary: 'Give a role to a user in an account',
  params: z.object({ role_name: pathText }),
  body: RoleMember,
  replies: {
    200: RoleMember,
  },
  problems: [400, 403, 404, 415, 500],
});

export const deleteRoleUser = operation({
  id: 'delete_role_user',
  method: 'DELETE',
  path: '/rbac-manager/roles/{role_name}/members',
  tag: 'RBAC',
  may: 'deleteRoleMember',
  since: '0.2',
  summary: 'Take a role from a user in an account',
  params: z.object({ role_name: pathText }),
  query: z.object({
    username: z.string(),
    for_account: z.string().optional(),
    domain_name: z.string().optional(),
  }),
  replies: {
    204: empty,
  },
  problems: [400, 403, 404, 500],
});

export const getRole = operation({
  id: 'get_role',
  method: 'GET',
  path: '/rbac-manager/roles/{role_name}',
  tag: 'RBAC',
  may: 'listRoles',
  since: '0.2',
  summary: 'One role with its permissions',
  params: z.object({ role_name: pathText }),
  replies: {
    200: Role,
  },
  problems: [403, 404, 500],
});

export const listUserRoles = operation({
  id: 'list_user_roles',
  method: 'GET',
  path: '/rbac-manager/users/{username}/roles',
  tag: 'RBAC',
  may: 'listRoleMembers',
  since: '0.2',
  summary: 'Roles that a user holds directly',
  params: z.object({ username: pathText }),
  query: z.object({
    for_account: z.string().optional(),
    domain_name: z.string().optional(),
    role: z.string().optional(),
  }),
  replies: {
    200: UserRoleMembership,
  },
  problems: [404, 500],
});
