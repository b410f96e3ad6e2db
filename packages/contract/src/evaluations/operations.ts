import { z } from 'zod';
import { operation, PolicyEvaluation, pathText, queryBoolean } from '../common/index.ts';

export const getImagePolicyCheckByDigest = operation({
  id: 'get_image_policy_check_by_digest',
  method: 'GET',
  path: '/images/{image_digest}/check',
  tag: 'Images',
  may: 'getImageEvaluation',
  since: '0.2',
  summary: 'Evaluate an image under a tag against a policy, or list its stored evaluations',
  params: z.object({ image_digest: pathText }),
  query: z.object({
    policy_id: z.string().optional().meta({ description: 'absent: the active policy' }),
    tag: z
      .string()
      .meta({ description: 'the full tag that mappings and image lists look at: registry/repository:tag' }),
    detail: queryBoolean.default(true),
    history: queryBoolean.default(false).meta({ description: 'every stored evaluation, newest first' }),
    interactive: queryBoolean.default(false).meta({ description: 'true: the evaluation is not stored' }),
    base_digest: z.string().optional().meta({ description: 'an ancestor to compare with, or `auto` for the nearest' }),
  }),
  replies: {
    200: PolicyEvaluation,
  },
  problems: [400, 403, 404, 500],
});
