import {
  getImageVulnerabilitiesByDigest,
  getImageVulnerabilitiesByDigestCyclonedxJson,
  getImageVulnerabilitiesByDigestCyclonedxXml,
  getImageVulnerabilityTypes,
} from '@gantry/contract/vulnerabilities';
import { type Route, raw, reply, route } from '../../kernel/http/index.ts';
import { cyclonedxOf } from './cyclonedx.ts';
import { vulnerabilitiesErrors } from './errors.ts';
import type { Wanted } from './ports.ts';
import { type ImageQuestion, imageVulnerabilities, type VulnerabilitiesParts } from './service.ts';

const types = ['all', 'os', 'non-os'] as const;

/** The operations of `/images/{digest}/vuln`. */
export function vulnerabilityRoutes(parts: VulnerabilitiesParts): readonly Route[] {
  return [
    route(getImageVulnerabilityTypes, async ({ scope, params }) => {
      await parts.images.get(scope, params.image_digest);
      return reply(getImageVulnerabilityTypes, 200, [...types]);
    }),
    route(getImageVulnerabilitiesByDigest, async ({ scope, params, query }) => {
      // Clients that have none send an empty one.
      const question = { ...questionOf(params, query), base: query.base_digest || undefined };
      return reply(getImageVulnerabilitiesByDigest, 200, await imageVulnerabilities(parts, scope, question));
    }),
    route(getImageVulnerabilitiesByDigestCyclonedxJson, async ({ scope, params, query }) => {
      const body = await cyclonedxOf(parts, scope, { question: questionOf(params, query), encoding: 'json' });
      return raw(200, body, { 'content-type': 'application/json' });
    }),
    route(getImageVulnerabilitiesByDigestCyclonedxXml, async ({ scope, params, query }) => {
      const body = await cyclonedxOf(parts, scope, { question: questionOf(params, query), encoding: 'xml' });
      return raw(200, body, { 'content-type': 'application/xml' });
    }),
  ];
}

interface Flags {
  readonly force_refresh: boolean;
  readonly include_vuln_description: boolean;
  readonly vendor_only: boolean;
}

function questionOf(
  { image_digest, vuln_type }: { readonly image_digest: string; readonly vuln_type: string },
  { force_refresh, include_vuln_description, vendor_only }: Flags,
): ImageQuestion {
  return {
    digest: image_digest,
    type: typeOf(vuln_type),
    refresh: force_refresh,
    descriptions: include_vuln_description,
    vendorOnly: vendor_only,
  };
}

function typeOf(text: string): Wanted['type'] {
  const type = types.find((known) => known === text);
  if (type === undefined) throw vulnerabilitiesErrors.TYPE_UNKNOWN({ type: text.slice(0, 100) });
  return type;
}
