import { z } from 'zod';
import { bytes, operation, pathText, queryBoolean } from '../common/index.ts';
import { ImagePackageVulnerabilityResponse } from './models.ts';

const cyclonedxQuery = z.object({
  force_refresh: queryBoolean.default(false),
  include_vuln_description: queryBoolean.default(false),
  include_annotation_detail: queryBoolean.default(false),
  vendor_only: queryBoolean.default(true),
});

export const getImageVulnerabilityTypes = operation({
  id: 'get_image_vulnerability_types',
  method: 'GET',
  path: '/images/{image_digest}/vuln',
  tag: 'Images',
  may: 'getImageVulnerabilities',
  since: '0.2',
  summary: 'List the kinds of vulnerabilities that can be asked for',
  params: z.object({ image_digest: pathText }),
  replies: {
    200: z.array(z.enum(['all', 'os', 'non-os'])),
  },
  problems: [400, 403, 500],
});

export const getImageVulnerabilitiesByDigestCyclonedxJson = operation({
  id: 'get_image_vulnerabilities_by_digest_cyclonedx_json',
  method: 'GET',
  path: '/images/{image_digest}/vuln/{vuln_type}/cyclonedx-json',
  tag: 'Images',
  may: 'getImageVulnerabilities',
  since: '0.2',
  summary: 'Get packages and vulnerabilities of an image as CycloneDX in JSON',
  params: z.object({ image_digest: pathText, vuln_type: pathText }),
  query: cyclonedxQuery,
  replies: {
    200: z.record(z.string(), z.unknown()),
  },
  problems: [400, 403, 404, 500],
});

export const getImageVulnerabilitiesByDigestCyclonedxXml = operation({
  id: 'get_image_vulnerabilities_by_digest_cyclonedx_xml',
  method: 'GET',
  path: '/images/{image_digest}/vuln/{vuln_type}/cyclonedx-xml',
  tag: 'Images',
  may: 'getImageVulnerabilities',
  since: '0.2',
  summary: 'Get packages and vulnerabilities of an image as CycloneDX in XML',
  params: z.object({ image_digest: pathText, vuln_type: pathText }),
  query: cyclonedxQuery,
  replies: {
    200: bytes('application/xml'),
  },
  problems: [400, 403, 404, 500],
});

export const getImageVulnerabilitiesByDigest = operation({
  id: 'get_image_vulnerabilities_by_digest',
  method: 'GET',
  path: '/images/{image_digest}/vuln/{vuln_type}',
  tag: 'Images',
  may: 'getImageVulnerabilities',
  since: '0.2',
  summary: 'List the vulnerabilities of an image, and which of them its base image has',
  params: z.object({ image_digest: pathText, vuln_type: pathText }),
  query: z.object({
    force_refresh: queryBoolean.default(false),
    include_vuln_description: queryBoolean.default(false),
    vendor_only: queryBoolean.default(true),
    base_digest: z
      .string()
      .optional()
      .meta({ description: 'digest of a base image, or `auto` for the nearest ancestor in the catalogue' }),
  }),
  replies: {
    200: ImagePackageVulnerabilityResponse,
  },
  problems: [400, 403, 404, 500],
});
