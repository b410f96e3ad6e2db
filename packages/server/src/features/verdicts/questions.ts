import { canonicalJson, type Verdict } from '@gantry/core';
import {
  type DeltaVerdict,
  deltaVerdict,
  diffVerdicts,
  type EvaluationInput,
  type EvaluationTree,
  evaluate,
  explainVerdict,
  recordVerdict,
  type VerdictDiff,
} from '@gantry/policy';
import type { Scope } from '../../kernel/db/index.ts';
import type { Evaluations, StoredEvaluation, WholeEvaluation } from '../evaluations/ports.ts';
import { verdictErrors } from './errors.ts';

/** Whose verdict. */
export interface Asked {
  readonly digest: string;
  readonly tag: string;
  readonly policyId?: string;
}

/** Two verdicts of an image and how they differ. */
export interface Compared {
  readonly difference: VerdictDiff;
  readonly before: string;
  readonly after: string;
}

/** A verdict of the past, and whether making it again says the same. */
export interface Past {
  readonly whole: WholeEvaluation;
  readonly stored: StoredEvaluation;
  readonly identical: boolean;
  readonly recorded: ReturnType<typeof recordVerdict>;
}

/** Questions that people ask of verdicts. Nothing is stored. */
export interface VerdictQuestions {
  explain(scope: Scope, asked: Asked & { readonly baseDigest?: string }): Promise<EvaluationTree>;
  /** VERDICT_NONE_THEN. */
  diff(scope: Scope, asked: Asked, times: { readonly from: Date; readonly to: Date | null }): Promise<Compared>;
  delta(scope: Scope, asked: Asked, baseline: string): Promise<DeltaVerdict>;
  /** VERDICT_NONE_THEN, EVALUATION_NOT_KEPT. */
  asOf(scope: Scope, asked: Asked, time: Date): Promise<Past>;
}

/** The questions over evaluations. */
export function createVerdictQuestions(evaluations: Pick<Evaluations, 'whole' | 'storedAt'>): VerdictQuestions {
  const wholeOf = (scope: Scope, asked: Asked & { readonly baseDigest?: string }) =>
    evaluations.whole(scope, { ...asked, record: false });
  const storedOf = async (scope: Scope, whole: WholeEvaluation, time: Date): Promise<StoredEvaluation> => {
    const { tag, policyId, image } = whole;
    const stored = await evaluations.storedAt(scope, { digest: image.digest, tag, policyId, time });
    if (stored === null) throw verdictErrors.NONE_THEN({ tag, policy: policyId, time: time.toISOString() });
    return stored;
  };
  return {
    explain: async (scope, asked) => {
      const { verdict, input } = await wholeOf(scope, asked);
      return explainVerdict(verdict, input.policy, input.facts);
    },
    diff: async (scope, asked, { from, to }) => {
      const whole = await wholeOf(scope, asked);
      const before = await inputOfStored(await storedOf(scope, whole, from));
      const after = to === null ? whole.input : await inputOfStored(await storedOf(scope, whole, to));
      const recorded = [before, after].map((input) => recordVerdict(evaluate(input), input.facts));
      const [first, second] = recorded as [ReturnType<typeof recordVerdict>, ReturnType<typeof recordVerdict>];
      return { difference: diffVerdicts(first, second, { before, after }), before: before.now, after: after.now };
    },
    delta: async (scope, asked, baseline) => {
      const target = await wholeOf(scope, asked);
      const other = await wholeOf(scope, { ...asked, digest: baseline });
      const [one, two] = [target, other].map(({ verdict, input }) => recordVerdict(verdict, input.facts)) as [
        ReturnType<typeof recordVerdict>,
        ReturnType<typeof recordVerdict>,
      ];
      return deltaVerdict(one, two);
    },
    asOf: async (scope, asked, time) => {
      const whole = await wholeOf(scope, asked);
      const stored = await storedOf(scope, whole, time);
      const input = await inputOfStored(stored);
      const again = evaluate(input);
      return { whole, stored, identical: isSame(again, stored.verdict), recorded: recordVerdict(again, input.facts) };
    },
  };
}

async function inputOfStored(stored: StoredEvaluation): Promise<EvaluationInput> {
  const { digests } = stored.verdict;
  return { facts: await stored.facts(), policy: stored.policy, now: digests.clock, digests };
}

function isSame(one: Verdict, other: Verdict): boolean {
  return canonicalJson(one) === canonicalJson(other);
}
