import { openApiDocument } from '@gantry/contract/openapi';
import { getOpenapi } from '@gantry/contract/reference';
import { raw, route } from '../../kernel/http/index.ts';
import type { Feature, Platform } from '../../kernel/platform/index.ts';

export { type ReferencePage, referencePages } from './pages.ts';

/** The API's own description: the document, and pages that draw it. */
export function createReferenceFeature({ platform }: { readonly platform: Pick<Platform, 'version'> }): Feature {
  let text: string | null = null;
  return {
    routes: [
      route(getOpenapi, async () => {
        text ??= JSON.stringify(openApiDocument(platform.version));
        return raw(200, text, { 'content-type': 'application/json', 'cache-control': 'max-age=300' });
      }),
    ],
  };
}
