import type { Feature } from '../../kernel/platform/index.ts';
import { roleRoutes } from './routes.ts';
import { createRoleService, type RoleDeps } from './service.ts';

/** Roles: who may do what in which account. */
export function createRolesFeature(deps: RoleDeps): Feature {
  return { routes: roleRoutes(deps.platform.db, createRoleService(deps)) };
}
