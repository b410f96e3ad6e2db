import { z } from 'zod';
import { operation, pathText } from '../common/index.ts';
import { CompliancePackDetail, CompliancePackList, ComplianceReport } from './models.ts';

export const listCompliancePacks = operation({
  id: 'list_compliance_packs',
  method: 'GET',
  path: '/compliance/packs',
  tag: 'Compliance',
  may: 'signed-in',
  since: '0.3',
  summary: 'The packs that ship with Gantry: framework, version, and how many controls rules can decide',
  replies: { 200: CompliancePackList },
  problems: [500],
});

export const getCompliancePack = operation({
  id: 'get_compliance_pack',
  method: 'GET',
  path: '/compliance/packs/{name}',
  tag: 'Compliance',
  may: 'signed-in',
  since: '0.3',
  summary: 'One pack with its controls, what it needs to be told, and its policy',
  params: z.object({ name: pathText }),
  replies: { 200: CompliancePackDetail },
  problems: [404, 500],
});

export const getImageCompliance = operation({
  id: 'get_image_compliance',
  method: 'GET',
  path: '/images/{image_digest}/compliance',
  tag: 'Compliance',
  may: 'getImageEvaluation',
  since: '0.3',
  summary:
    'Every control of a pack with its state for an image; format=csv, oscal, stig-ckl or html replies in that format',
  params: z.object({ image_digest: pathText }),
  query: z.object({
    pack: z.string().meta({ description: 'name of the pack' }),
    tag: z.string().meta({ description: 'the full tag that mappings look at: registry/repository:tag' }),
    policy_id: z
      .string()
      .optional()
      .meta({ description: 'a copy of the policy of the pack in the account, filled in; absent: as it ships' }),
    format: z.enum(['json', 'csv', 'oscal', 'stig-ckl', 'html']).optional().meta({ description: 'json unless said' }),
  }),
  replies: { 200: ComplianceReport },
  problems: [400, 403, 404, 500],
});
