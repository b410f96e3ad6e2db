import type { Feature, Platform } from '../../kernel/platform/index.ts';
import type { Advisories } from '../advisories/ports.ts';
import type { Images } from '../images/ports.ts';
import type { Matching } from '../matching/ports.ts';
import type { Vulnerabilities } from './ports.ts';
import { vulnerabilityRoutes } from './routes.ts';
import { createWords } from './service.ts';

/** What the vulnerabilities of images need. */
export interface VulnerabilitiesDeps {
  readonly platform: Platform;
  readonly images: Pick<Images, 'get' | 'analyzed' | 'bill' | 'ancestors'>;
  readonly matching: Matching;
  readonly advisories: Pick<Advisories, 'current'>;
}

/** Vulnerabilities of images: `/images/{digest}/vuln`. */
export function createVulnerabilitiesFeature(
  deps: VulnerabilitiesDeps,
): Feature & { readonly vulnerabilities: Vulnerabilities } {
  return { routes: vulnerabilityRoutes(deps), vulnerabilities: createWords(deps.advisories) };
}
