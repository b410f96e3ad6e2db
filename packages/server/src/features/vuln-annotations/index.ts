import type { Feature } from '../../kernel/platform/index.ts';
import type { VulnerabilityAnnotations } from './ports.ts';
import { type AnnotationRouteParts, annotationRoutes } from './routes.ts';
import { annotationsOf } from './store.ts';

/** What people state of vulnerabilities of an image. */
export function createVulnAnnotationsFeature(
  parts: AnnotationRouteParts,
): Feature & { readonly annotations: VulnerabilityAnnotations } {
  return {
    routes: annotationRoutes(parts),
    annotations: {
      of: async (scope, digest) =>
        (await annotationsOf(scope, digest)).map((row) => ({
          id: row.id,
          vulnerability: row.vulnerability_id,
          packageName: row.package_name,
          packageVersion: row.package_version,
          status: row.status,
          justification: row.statement['justification'] ?? null,
        })),
    },
  };
}
