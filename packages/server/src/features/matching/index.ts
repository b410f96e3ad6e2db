import type { Feature, Platform } from '../../kernel/platform/index.ts';
import type { Advisories } from '../advisories/ports.ts';
import type { Subscriptions } from '../subscriptions/ports.ts';
import type { Matching } from './ports.ts';
import { rematchJob } from './rematch.ts';
import { createService } from './service.ts';

/** What matching needs. */
export interface MatchingDeps {
  readonly platform: Platform;
  readonly advisories: Advisories;
  /** Asked for who wants to hear of changes. */
  readonly subscriptions: Pick<Subscriptions, 'active'>;
}

/** Packages of images and their matches; the job `rematch`. */
export function createMatching(deps: MatchingDeps): Feature & { readonly matching: Matching } {
  return { routes: [], jobs: [rematchJob(deps)], matching: createService(deps) };
}
