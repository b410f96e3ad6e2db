import type { Feature, Platform } from '../../kernel/platform/index.ts';
import type { Imports } from './ports.ts';
import { importRoutes } from './routes.ts';
import { checkParts, discardParts, partsOf, queueParts, settle } from './settling.ts';
import { expiryJob, expirySweep } from './sweep.ts';

/** Uploads of images that were analyzed elsewhere. */
export function createImportsFeature({ platform }: { readonly platform: Platform }): Feature & {
  readonly imports: Imports;
} {
  return {
    routes: importRoutes(platform),
    jobs: [expiryJob(platform)],
    schedules: [expirySweep],
    imports: {
      check: (scope, manifest) => checkParts(scope, manifest, platform.clock.now()),
      queue: queueParts,
      discard: discardParts,
      parts: partsOf,
      settle,
    },
  };
}
