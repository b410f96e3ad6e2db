import { z } from 'zod';
import { bytes, dateTime, empty, operation, pathText, queryInteger } from '../common/index.ts';
import {
  PastVerdict,
  Revocation,
  SignedVerdict,
  VerdictDelta,
  VerdictDifference,
  VerdictExplanation,
  VerdictKeyList,
} from './models.ts';

const ofImage = z.object({ image_digest: pathText });
const asked = {
  tag: z.string().meta({ description: 'the full tag that mappings look at: registry/repository:tag' }),
  policy_id: z.string().optional().meta({ description: 'absent: the active policy' }),
};

export const explainImageVerdict = operation({
  id: 'explain_image_verdict',
  method: 'GET',
  path: '/images/{image_digest}/check/explanation',
  tag: 'Verdicts',
  may: 'getImageEvaluation',
  since: '0.3',
  summary: 'A verdict as the tree that led to it: rules, what became of each, findings and what they rest on',
  params: ofImage,
  query: z.object({ ...asked, base_digest: z.string().optional() }),
  replies: { 200: VerdictExplanation },
  problems: [400, 403, 404, 500],
});

export const diffImageVerdicts = operation({
  id: 'diff_image_verdicts',
  method: 'GET',
  path: '/images/{image_digest}/check/diff',
  tag: 'Verdicts',
  may: 'getImageEvaluation',
  since: '0.3',
  summary: 'What changed between two verdicts of an image, and the one cause of each change',
  params: ofImage,
  query: z.object({
    ...asked,
    from: dateTime.meta({ description: 'the evaluation that stood at this time' }),
    to: dateTime.optional().meta({ description: 'absent: now' }),
  }),
  replies: { 200: VerdictDifference },
  problems: [400, 403, 404, 500],
});

export const deltaImageVerdict = operation({
  id: 'delta_image_verdict',
  method: 'GET',
  path: '/images/{image_digest}/check/delta',
  tag: 'Verdicts',
  may: 'getImageEvaluation',
  since: '0.3',
  summary: 'Stop only for what an image has and its baseline has not; both are judged with the same advisories',
  params: ofImage,
  query: z.object({ ...asked, baseline_digest: z.string() }),
  replies: { 200: VerdictDelta },
  problems: [400, 403, 404, 500],
});

export const getPastImageVerdict = operation({
  id: 'get_past_image_verdict',
  method: 'GET',
  path: '/images/{image_digest}/check/as-of',
  tag: 'Verdicts',
  may: 'getImageEvaluation',
  since: '0.3',
  summary: 'The verdict that stood at a time, made again from its stored inputs',
  params: ofImage,
  query: z.object({ ...asked, time: dateTime }),
  replies: { 200: PastVerdict },
  problems: [400, 403, 404, 500],
});

export const signImageVerdict = operation({
  id: 'sign_image_verdict',
  method: 'POST',
  path: '/images/{image_digest}/check/attestation',
  tag: 'Verdicts',
  may: 'signVerdict',
  since: '0.3',
  summary: 'Evaluate an image and sign the verdict: a verification summary with all input digests',
  params: ofImage,
  query: z.object({
    ...asked,
    valid_for: queryInteger.optional().meta({ description: 'seconds that it may be relied on; 86400 unless said' }),
  }),
  replies: { 201: SignedVerdict },
  problems: [400, 403, 404, 500],
});

export const listVerdictKeys = operation({
  id: 'list_verdict_keys',
  method: 'GET',
  path: '/system/verdict-keys',
  tag: 'Verdicts',
  may: 'signed-in',
  since: '0.3',
  summary: 'The public keys that signed verdicts of this server are verified with',
  replies: { 200: VerdictKeyList },
  problems: [500],
});

export const getVerdictRevocations = operation({
  id: 'get_verdict_revocations',
  method: 'GET',
  path: '/verdict-revocations',
  tag: 'Verdicts',
  may: 'getImageEvaluation',
  since: '0.3',
  summary: 'The signed list of what is not to be relied on any more, for `gantry verdict verify --revocations`',
  replies: { 200: bytes('application/json') },
  problems: [403, 500],
});

export const addVerdictRevocation = operation({
  id: 'add_verdict_revocation',
  method: 'POST',
  path: '/verdict-revocations',
  tag: 'Verdicts',
  may: 'signVerdict',
  since: '0.3',
  summary: 'Revoke a signed verdict, a key, or every verdict on an image; it cannot be taken back',
  body: Revocation,
  replies: { 204: empty },
  problems: [400, 403, 415, 500],
});
