import { endingSignIns } from '../../auth/index.ts';
import type { Feature, Platform } from '../../kernel/platform/index.ts';
import { credentialRoutes } from './credential-routes.ts';
import type { Users } from './ports.ts';
import { userRoutes } from './routes.ts';
import { createUserService } from './service.ts';
import { userViews } from './views.ts';

/** Users of accounts and their passwords. */
export function createUsersFeature({ platform }: { readonly platform: Platform }): Feature & { readonly users: Users } {
  const users = userViews(platform.db);
  const deps = { db: platform.db, users, service: createUserService(platform) };
  const routes = [...userRoutes(deps), ...credentialRoutes(deps)];
  return { users, routes: endingSignIns(platform.db, routes) };
}
