import { endingSignIns } from '../../auth/index.ts';
import type { Feature, Platform } from '../../kernel/platform/index.ts';
import type { Users } from '../users/ports.ts';
import { createGroupMembers } from './members.ts';
import { createGroupRoles } from './roles.ts';
import { groupMemberRoutes, groupRoleRoutes, groupRoutes } from './routes.ts';
import { createGroupService } from './service.ts';

/** What groups are built on. */
export interface UserGroupsDeps {
  readonly platform: Platform;
  readonly users: Users;
}

/** Groups of users and the roles that they give. */
export function createUserGroupsFeature({ platform, users }: UserGroupsDeps): Feature {
  const { db } = platform;
  const routes = [
    ...groupRoutes(db, createGroupService(platform)),
    ...groupMemberRoutes(db, createGroupMembers(platform, users)),
    ...groupRoleRoutes(db, createGroupRoles(platform)),
  ];
  return { routes: endingSignIns(db, routes) };
}
