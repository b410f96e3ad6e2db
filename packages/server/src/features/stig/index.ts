import type { Feature } from '../../kernel/platform/index.ts';
import type { StigEvaluations } from './ports.ts';
import { type StigRouteParts, stigRoutes } from './routes.ts';
import { evaluationsOf } from './store.ts';

/** Results of STIG scanners: evidence that is stored with images. */
export function createStigFeature(parts: StigRouteParts): Feature & { readonly stigEvaluations: StigEvaluations } {
  return {
    routes: stigRoutes(parts),
    stigEvaluations: {
      of: async (scope, digest) =>
        (await evaluationsOf(scope, digest)).reverse().map(({ id, profile, results, ...row }) => ({
          id,
          profile,
          evaluatedAt: (row.evaluated_at ?? row.uploaded_at).toISOString(),
          sha256: row.sha256,
          results,
        })),
    },
  };
}
