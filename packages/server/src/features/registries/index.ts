import type { Feature, Platform } from '../../kernel/platform/index.ts';
import { createAccess } from './access.ts';
import type { Registries } from './ports.ts';
import { registryRoutes } from './routes.ts';
import { createRegistryService } from './service.ts';

export { registryErrors } from './errors.ts';

/** Registries of an account: which there are, and how to sign in to them. */
export function createRegistriesFeature({ platform }: { readonly platform: Platform }): Feature & {
  readonly registries: Registries;
} {
  return { routes: registryRoutes(createRegistryService(platform)), registries: createAccess(platform) };
}
