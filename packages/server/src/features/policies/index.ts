import type { Feature, Platform } from '../../kernel/platform/index.ts';
import type { Policies } from './ports.ts';
import { policyRoutes } from './routes.ts';
import { createPolicyService } from './service.ts';

/** Policies: what an account asks of its images. */
export function createPoliciesFeature({ platform }: { readonly platform: Platform }): Feature & {
  readonly policies: Policies;
} {
  const policies = createPolicyService(platform);
  return { policies, routes: policyRoutes(policies) };
}
