import { getImageSbomCyclonedxJson, getImageSbomNativeJson, getImageSbomSpdxJson } from '@gantry/contract/content';
import { type Route, raw, route } from '../../kernel/http/index.ts';
import { formatNamed, sbomDocument } from './sbom.ts';
import type { ContentService } from './service.ts';

const served = [
  { operation: getImageSbomNativeJson, format: 'syft-json' },
  { operation: getImageSbomCyclonedxJson, format: 'cyclonedx-json' },
  { operation: getImageSbomSpdxJson, format: 'spdx-json' },
] as const;

/** The routes of SBOM documents: written while they are sent, and not at all for a client that has them. */
export function sbomRoutes(content: ContentService, toolVersion: string): Route[] {
  return served.map(({ operation, format }) =>
    route(operation, async ({ scope, params, headers }) => {
      const image = await content.image(scope, params.image_digest);
      const document = sbomDocument(image, formatNamed(format), toolVersion);
      const { etag } = document;
      if (isKnown(headers['if-none-match'], etag)) return { status: 304 as const, body: undefined, headers: { etag } };
      const bill = await content.bill(scope, image.digest);
      return raw<typeof operation>(200, document.parts(bill), {
        'content-type': 'application/json; charset=utf-8',
        etag,
      });
    }),
  );
}

/** Compression on the way makes entity tags weak: they are compared without that mark. */
function isKnown(given: string | undefined, etag: string): boolean {
  const tags = (given ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  return tags.includes(etag) || tags.includes('*');
}
