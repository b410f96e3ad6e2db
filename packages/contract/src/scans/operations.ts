import { z } from 'zod';
import { operation, queryBoolean } from '../common/index.ts';
import { SBOMVulnerabilitiesResponse, ScanRequest, ScanResponse } from './models.ts';

export const statelessScan = operation({
  id: 'stateless_scan',
  method: 'POST',
  path: '/scan',
  tag: 'Onetime',
  may: 'createScan',
  since: '0.2',
  summary: 'Match and evaluate an SBOM; nothing is stored',
  query: z.object({
    policy_id: z.string().optional(),
    tag: z.string(),
    extended_support: queryBoolean.optional(),
  }),
  body: ScanRequest,
  replies: {
    200: ScanResponse,
  },
  problems: [400, 403, 415, 500],
});

export const vulnerabilityScanSbom = operation({
  id: 'vulnerability_scan_sbom',
  method: 'POST',
  path: '/vulnerability-scan',
  tag: 'Vulnerabilities',
  may: 'createScan',
  since: '0.2',
  summary: 'List the vulnerabilities of an SBOM; nothing is stored',
  query: z.object({
    include_vuln_description: queryBoolean.default(false),
    extended_support: queryBoolean.optional(),
  }),
  body: z.record(z.string(), z.unknown()),
  replies: {
    200: SBOMVulnerabilitiesResponse,
  },
  problems: [400, 403, 415, 500],
});
