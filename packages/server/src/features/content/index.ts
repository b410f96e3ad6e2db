import type { Feature, Platform } from '../../kernel/platform/index.ts';
import { contentRoutes } from './routes.ts';
import { sbomRoutes } from './sbom-routes.ts';
import { type ContentImages, createContentService } from './service.ts';

/** Content: what is in the images of an account. */
export function createContentFeature(deps: { readonly platform: Platform; readonly images: ContentImages }): Feature {
  const content = createContentService(deps.images);
  return {
    routes: [...contentRoutes({ images: deps.images, content }), ...sbomRoutes(content, deps.platform.version)],
  };
}
