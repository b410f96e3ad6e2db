import { endingSignIns } from '../../auth/index.ts';
import type { Feature } from '../../kernel/platform/index.ts';
import { roleRoutes } from './routes.ts';
import { createRoleService, type RoleDeps } from './service.ts';

/** Roles: who may do what in which account. */
export function createRolesFeature(deps: RoleDeps): Feature {
  const { db } = deps.platform;
  return { routes: endingSignIns(db, roleRoutes(db, createRoleService(deps))) };
}
