import { z } from 'zod';
import { operation, PolicyEvaluation, pathText, queryBoolean } from '../common/index.ts';

export const getImagePolicyCheckByDigest = operation({
  id: 'get_image_policy_check_by_digest',
  method: 'GET',
  path: '/images/{image_digest}/check',
  tag: 'Images',
  may: 'getImageEvaluation',
  since: '0.2',
  summary: 'Get image policy check by digest',
  params: z.object({ image_digest: pathText }),
  query: z.object({
    policy_id: z.string().optional(),
    tag: z.string(),
    detail: queryBoolean.default(true),
    history: queryBoolean.default(false),
    interactive: queryBoolean.default(false),
    base_digest: z.string().optional(),
  }),
  replies: {
    200: PolicyEvaluation,
  },
  problems: [400, 403, 404, 500],
});
