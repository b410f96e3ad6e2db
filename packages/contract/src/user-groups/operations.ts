import { z } from 'zod';
import { empty, operation, pathText, queryList } from '../common/index.ts';
import {
  UserGroup,
  UserGroupList,
  UserGroupPatch,
  UserGroupPost,
  UserGroupRolePost,
  UserGroupRoles,
  UserGroupUsers,
  UserGroupUsersPost,
} from './models.ts';

export const listMyUserGroups = operation({
  id: 'list_my_user_groups',
  method: 'GET',
  path: '/my-user-groups',
  tag: 'Identity',
  may: 'signed-in',
  since: '0.2',
  summary: 'Groups that you are in',
  replies: {
    200: UserGroupList,
  },
  problems: [500],
});

export const listUserGroups = operation({
  id: 'list_user_groups',
  method: 'GET',
  path: '/system/user-groups',
  tag: 'User Management',
  may: 'listUserGroups',
  since: '0.2',
  summary: 'Groups of users, by name',
  query: z.object({
    contains_user: z.string().optional(),
    user_group_name: z.string().optional(),
    contains_account: z.string().optional(),
  }),
  replies: {
    200: UserGroupList,
  },
  problems: [400, 403, 500],
});

export const createUserGroup = operation({
  id: 'create_user_group',
  method: 'POST',
  path: '/system/user-groups',
  tag: 'User Management',
  may: 'createUserGroup',
  since: '0.2',
  summary: 'Make a group of users',
  body: UserGroupPost,
  replies: {
    201: UserGroup,
  },
  problems: [400, 403, 409, 415, 500],
});

export const listUserGroupRoles = operation({
  id: 'list_user_group_roles',
  method: 'GET',
  path: '/system/user-groups/{group_uuid}/roles',
  tag: 'User Management',
  may: 'listUserGroups',
  since: '0.2',
  summary: 'Roles that a group gives to its users, by account',
  params: z.object({ group_uuid: pathText }),
  replies: {
    200: UserGroupRoles,
  },
  problems: [404],
});

export const addUserGroupRoles = operation({
  id: 'add_user_group_roles',
  method: 'POST',
  path: '/system/user-groups/{group_uuid}/roles',
  tag: 'User Management',
  may: 'updateUserGroup',
  since: '0.2',
  summary: 'Let a group give roles in an account',
  params: z.object({ group_uuid: pathText }),
  body: UserGroupRolePost,
  replies: {
    201: UserGroupRoles,
  },
  problems: [403, 404, 500],
});

export const deleteUserGroupRole = operation({
  id: 'delete_user_group_role',
  method: 'DELETE',
  path: '/system/user-groups/{group_uuid}/roles',
  tag: 'User Management',
  may: 'updateUserGroup',
  since: '0.2',
  summary: 'Take roles from a group, one by one or all of an account',
  params: z.object({ group_uuid: pathText }),
  query: z.object({
    membership_id: queryList.optional(),
    all_roles_for_account: queryList.optional(),
  }),
  replies: {
    204: empty,
  },
  problems: [400, 403, 404, 500],
});

export const listUserGroupUsers = operation({
  id: 'list_user_group_users',
  method: 'GET',
  path: '/system/user-groups/{group_uuid}/users',
  tag: 'User Management',
  may: 'listUserGroups',
  since: '0.2',
  summary: 'Users in a group',
  params: z.object({ group_uuid: pathText }),
  replies: {
    200: UserGroupUsers,
  },
  problems: [403, 404, 500],
});

export const addUserGroupUsers = operation({
  id: 'add_user_group_users',
  method: 'POST',
  path: '/system/user-groups/{group_uuid}/users',
  tag: 'User Management',
  may: 'updateUserGroup',
  since: '0.2',
  summary: 'Put users into a group; all of them or, when one is unknown, none',
  params: z.object({ group_uuid: pathText }),
  body: UserGroupUsersPost,
  replies: {
    201: UserGroupUsers,
  },
  problems: [400, 403, 404, 415, 500],
});

export const deleteUserGroupUsers = operation({
  id: 'delete_user_group_users',
  method: 'DELETE',
  path: '/system/user-groups/{group_uuid}/users',
  tag: 'User Management',
  may: 'updateUserGroup',
  since: '0.2',
  summary: 'Take users out of a group',
  params: z.object({ group_uuid: pathText }),
  query: z.object({
    username: queryList,
  }),
  replies: {
    204: empty,
  },
  problems: [400, 403, 404, 500],
});

export const getUserGroup = operation({
  id: 'get_user_group',
  method: 'GET',
  path: '/system/user-groups/{group_uuid}',
  tag: 'User Management',
  may: 'listUserGroups',
  since: '0.2',
  summary: 'One group and the roles that it gives',
  params: z.object({ group_uuid: pathText }),
  replies: {
    200: UserGroup,
  },
  problems: [403, 404, 500],
});

export const updateUserGroup = operation({
  id: 'update_user_group',
  method: 'PATCH',
  path: '/system/user-groups/{group_uuid}',
  tag: 'User Management',
  may: 'updateUserGroup',
  since: '0.2',
  summary: 'Change the description of a group',
  params: z.object({ group_uuid: pathText }),
  body: UserGroupPatch,
  replies: {
    200: UserGroup,
  },
  problems: [400, 403, 404, 415, 500],
});

export const deleteUserGroup = operation({
  id: 'delete_user_group',
  method: 'DELETE',
  path: '/system/user-groups/{group_uuid}',
  tag: 'User Management',
  may: 'deleteUserGroup',
  since: '0.2',
  summary: 'Delete a group; its users lose the roles it gave',
  params: z.object({ group_uuid: pathText }),
  replies: {
    204: empty,
  },
  problems: [403, 404, 500],
});
