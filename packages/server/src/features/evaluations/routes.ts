import { getImagePolicyCheckByDigest } from '@gantry/contract/evaluations';
import { type Call, type Route, raw, route } from '../../kernel/http/index.ts';
import { acceptsGzip } from './accepts-gzip.ts';
import type { EvaluationRequest } from './ports.ts';
import { createVerdictReplies } from './replies.ts';
import type { Check, EvaluationService } from './service.ts';
import { toResult } from './to-wire.ts';

type CheckCall = Call<typeof getImagePolicyCheckByDigest>;

const json = { 'content-type': 'application/json; charset=utf-8' };

/** The route of `check`. Its replies are large and mostly the same: they are put together from texts that were made before. */
export function evaluationRoutes(evaluations: EvaluationService): Route[] {
  const replies = createVerdictReplies();
  return [
    route(getImagePolicyCheckByDigest, async ({ scope, params, query, headers }) => {
      const check = await evaluations.check(scope, toRequest(params.image_digest, query));
      if (query.history) {
        const stored = evaluations.history(scope, check.inputs);
        return raw(200, historyText(head(check, query.tag), stored, query.detail), json);
      }
      const wanted = {
        head: head(check, query.tag),
        detail: query.detail,
        packed: acceptsGzip(headers['accept-encoding']),
      };
      const { content, packed } = await replies.body(check.made, wanted);
      return raw(200, content, packed ? { ...json, 'content-encoding': 'gzip', vary: 'accept-encoding' } : json);
    }),
  ];
}

function toRequest(digest: string, query: CheckCall['query']): EvaluationRequest {
  const { tag, policy_id: policyId, base_digest: baseDigest } = query;
  return {
    digest,
    tag,
    record: !query.interactive,
    ...(policyId ? { policyId } : {}),
    ...(baseDigest ? { baseDigest } : {}),
  };
}

/** The reply up to its first evaluation. Clients compare the tag with what they sent. */
function head({ inputs }: Check, tag: string): string {
  const fields = { policy_id: inputs.policy.id, image_digest: inputs.image.digest, evaluated_tag: tag };
  return `${JSON.stringify(fields).slice(0, -1)},"evaluations":[`;
}

async function* historyText(
  start: string,
  stored: ReturnType<EvaluationService['history']>,
  detail: boolean,
): AsyncGenerator<Uint8Array> {
  let before = start;
  for await (const shown of stored) {
    yield Buffer.from(`${before}${JSON.stringify(toResult(shown, detail))}`);
    before = ',';
  }
  yield Buffer.from(`${before === start ? start : ''}]}`);
}
