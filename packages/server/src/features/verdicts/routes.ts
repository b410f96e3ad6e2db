import { envelopeText } from '@gantry/attest';
import {
  addVerdictRevocation,
  deltaImageVerdict,
  diffImageVerdicts,
  explainImageVerdict,
  getPastImageVerdict,
  getVerdictRevocations,
  listVerdictKeys,
  PastVerdict,
  SignedVerdict,
  signImageVerdict,
  VerdictDelta,
  VerdictDifference,
  VerdictExplanation,
} from '@gantry/contract/verdicts';
import { toTimestamp } from '../../kernel/clock/index.ts';
import { type Route, raw, reply, route } from '../../kernel/http/index.ts';
import type { Platform } from '../../kernel/platform/index.ts';
import type { Evaluations } from '../evaluations/ports.ts';
import { verdictErrors } from './errors.ts';
import type { VerdictKeys } from './keys.ts';
import type { Asked, Past, VerdictQuestions } from './questions.ts';
import { addRevocation, signedRevocations } from './revocations.ts';
import { signVerdict } from './sign-verdict.ts';
import { toSnakeCase } from './snake-case.ts';

/** What the routes work with. */
export interface VerdictRouteParts {
  readonly platform: Platform;
  readonly evaluations: Pick<Evaluations, 'whole'>;
  readonly questions: VerdictQuestions;
  readonly keys: VerdictKeys;
  /** The address of this server as its operator gives it; null: as the request was sent. */
  readonly publicUrl: string | null;
}

/** The routes of questions on verdicts, and of signed ones. */
export function verdictRoutes(parts: VerdictRouteParts): Route[] {
  return [...questionRoutes(parts), ...signingRoutes(parts)];
}

function questionRoutes({ questions }: VerdictRouteParts): Route[] {
  return [
    route(explainImageVerdict, async ({ scope, params, query }) => {
      const base = query.base_digest ? { baseDigest: query.base_digest } : {};
      const tree = await questions.explain(scope, { ...askedOf(params, query), ...base });
      return reply(explainImageVerdict, 200, VerdictExplanation.parse(toSnakeCase(tree)));
    }),
    route(diffImageVerdicts, async ({ scope, params, query }) => {
      const times = { from: timeOf('from', query.from), to: query.to ? timeOf('to', query.to) : null };
      const { difference, before, after } = await questions.diff(scope, askedOf(params, query), times);
      const body = { ...difference, evaluatedBefore: before, evaluatedAfter: after };
      return reply(diffImageVerdicts, 200, VerdictDifference.parse(toSnakeCase(body)));
    }),
    route(deltaImageVerdict, async ({ scope, params, query }) => {
      const delta = await questions.delta(scope, askedOf(params, query), query.baseline_digest);
      const body = { ...delta, baselineDigest: query.baseline_digest };
      return reply(deltaImageVerdict, 200, VerdictDelta.parse(toSnakeCase(body)));
    }),
    route(getPastImageVerdict, async ({ scope, params, query }) => {
      const past = await questions.asOf(scope, askedOf(params, query), timeOf('time', query.time));
      return reply(getPastImageVerdict, 200, PastVerdict.parse(toSnakeCase(pastOf(past, query.tag))));
    }),
  ];
}

function signingRoutes({ platform: { clock, version }, evaluations, keys, publicUrl }: VerdictRouteParts): Route[] {
  return [
    route(signImageVerdict, async (call) => {
      const { scope, params, query } = call;
      const whole = await evaluations.whole(scope, { ...askedOf(params, query), record: false });
      const { account } = scope;
      const signing = {
        key: await keys.signing(),
        verifier: publicUrl ?? call.baseUrl,
        version,
        account,
        validFor: query.valid_for,
      };
      const envelope: unknown = JSON.parse(envelopeText(signVerdict(whole, signing)));
      return reply(signImageVerdict, 201, SignedVerdict.parse(envelope));
    }),
    route(listVerdictKeys, async () => {
      const items = (await keys.list()).map(({ id, algorithm, public_key, created_at }) => ({
        ...{ id, algorithm, public_key },
        created_at: toTimestamp(created_at),
      }));
      return reply(listVerdictKeys, 200, { items });
    }),
    route(getVerdictRevocations, async ({ scope }) => {
      const list = await signedRevocations(scope, await keys.signing(), clock.now());
      return raw(200, list, { 'content-type': 'application/json' });
    }),
    route(addVerdictRevocation, async ({ scope, body }) => {
      await addRevocation(scope, body, clock.now());
      return reply(addVerdictRevocation, 204, undefined);
    }),
  ];
}

function askedOf(
  { image_digest: digest }: { readonly image_digest: string },
  { tag, policy_id: policyId }: { readonly tag: string; readonly policy_id?: string | undefined },
): Asked {
  return { digest, tag, ...(policyId ? { policyId } : {}) };
}

function timeOf(name: string, value: string): Date {
  const time = /^\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}/.test(value) ? Date.parse(value.replace(' ', 'T')) : Number.NaN;
  if (Number.isNaN(time)) throw verdictErrors.BAD_TIME({ name, value: value.slice(0, 40) });
  return new Date(time);
}

function pastOf({ whole, stored, identical, recorded }: Past, evaluatedTag: string) {
  const { image, policyId } = whole;
  return {
    imageDigest: image.digest,
    evaluatedTag,
    policyId,
    evaluatedAt: stored.at.toISOString(),
    identical,
    finalAction: recorded.action,
    status: recorded.action === 'stop' ? 'fail' : 'pass',
    inputs: recorded.digests,
    findings: recorded.findings,
  };
}
