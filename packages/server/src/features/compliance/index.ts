import type { Feature, Platform } from '../../kernel/platform/index.ts';
import type { Evaluations } from '../evaluations/ports.ts';
import { complianceRoutes } from './routes.ts';

/** What the feature is built on. */
export interface ComplianceDeps {
  readonly platform: Platform;
  readonly evaluations: Pick<Evaluations, 'whole'>;
}

/** Packs that ship with Gantry, and reports of what they say of images. */
export function createComplianceFeature({ platform, evaluations }: ComplianceDeps): Feature {
  return { routes: complianceRoutes(evaluations, platform.version) };
}
