import { endingSignIns } from '../../auth/index.ts';
import type { Feature, Platform } from '../../kernel/platform/index.ts';
import type { Users } from '../users/ports.ts';
import { ownKeyRoutes, userKeyRoutes } from './routes.ts';
import { createApiKeyService } from './service.ts';

/** What API keys are built on. */
export interface ApiKeysDeps {
  readonly platform: Platform;
  readonly users: Users;
}

/** API keys: credentials of programs, which expire. */
export function createApiKeysFeature({ platform, users }: ApiKeysDeps): Feature {
  const deps = { platform, users, keys: createApiKeyService(platform) };
  return { routes: endingSignIns(platform.db, [...ownKeyRoutes(deps), ...userKeyRoutes(deps)]) };
}
