import type { Action, PolicyFacts, Verdict } from '@gantry/core';
import { bindPolicy } from '../bind-policy.ts';
import { type EvaluationInput, evaluateBound } from '../evaluate.ts';
import { readTime } from '../model/time.ts';
import type { Policy } from '../model/types.ts';
import type { EvaluationOutcome, StoredEvaluation } from './stored-evaluation.ts';
import { onlyRules, watchPolicy } from './watched-policy.ts';

/** Contents that are remembered; those that were not asked for longest are forgotten. */
const mostRemembered = 20_000;

/** Packages and matches that are kept for rules that are asked again; beyond that facts are loaded anew. */
const mostKept = 300_000;

/** What is known of one content: what the steady rules say, and what the others must be asked again with. */
interface Remembered {
  readonly steady: EvaluationOutcome;
  /** Rules that lean on the clock or on the dates of the advisories; null when there are none. */
  readonly again: Policy | null;
  readonly reason: Verdict['finalActionReason'];
}

/** Repeats evaluations by one policy; a content is evaluated once, and later only the rules that lean on dates are. */
export interface Replayer {
  /** The outcome, or why it cannot be had. */
  replay(stored: StoredEvaluation): EvaluationOutcome | string;
  /** Whole evaluations that were made. */
  readonly evaluated: number;
}

/** Nobody reads the digests of these verdicts. */
const unread = { sbom: '', advisories: '', context: '' };

/** A replayer of one policy. */
export function createReplayer(policy: Policy): Replayer {
  const known = new Map<string, Remembered | string>();
  const parts = new Map<string, Policy>();
  const expiries = expiryTimes(policy);
  const watch = watchPolicy(bindPolicy(policy));
  const kept = keptFacts();
  let evaluated = 0;

  function learn(stored: StoredEvaluation): Remembered | string {
    const facts = stored.facts();
    if (typeof facts === 'string') return facts;
    evaluated++;
    watch.volatile.clear();
    const input = { facts: watch.watch(facts), policy, now: stored.clock, digests: unread };
    const whole = evaluateBound(input, watch.bound);
    const { finalActionReason: reason } = whole;
    if (watch.volatile.size === 0) return { steady: outcomeOf(whole), again: null, reason };
    const leaning = new Set(watch.volatile);
    const steady = steadyOutcome(whole, leaning) ?? evaluatedSteady({ ...input, facts }, leaning);
    kept.put(stored.content, facts);
    return { steady, again: partOf(policy, leaning, { parts, keep: true }), reason };
  }

  function evaluatedSteady(input: EvaluationInput, leaning: ReadonlySet<string>): EvaluationOutcome {
    const steady = partOf(policy, leaning, { parts, keep: false });
    return outcomeOf(evaluateBound({ ...input, policy: steady }, bindPolicy(steady)));
  }

  return {
    get evaluated() {
      return evaluated;
    },
    replay(stored) {
      const now = readTime(stored.clock);
      if (now === null) return 'the time of the evaluation cannot be read';
      const key = `${expiries.filter((end) => end <= now).length} ${stored.content}`;
      const found = known.get(key) ?? learn(stored);
      known.delete(key);
      known.set(key, found);
      forget(known);
      if (typeof found === 'string' || found.again === null) return typeof found === 'string' ? found : found.steady;
      const facts = kept.get(stored.content) ?? stored.facts();
      if (typeof facts === 'string') return facts;
      kept.put(stored.content, facts);
      return combine(found, { stored, facts, again: found.again });
    },
  };
}

/** What the steady rules alone say, read from the whole; null when more than their findings decides. */
function steadyOutcome(whole: Verdict, leaning: ReadonlySet<string>): EvaluationOutcome | null {
  const isPlain = whole.rules.every(
    ({ ruleId, outcome }) => leaning.has(ruleId) || outcome === 'evaluated' || outcome === 'not-applicable',
  );
  const isBroken = whole.problems.some(
    ({ severity, problemType }) => severity === 'error' || problemType === 'end_of_life',
  );
  if (!isPlain || isBroken || whole.finalActionReason !== 'policy_evaluation') return null;
  const findings = whole.findings.filter(({ ruleId }) => !leaning.has(ruleId));
  const finalAction = findings.reduce<Action>((worst, { action }) => worse(worst, action), 'go');
  return outcomeOf({ finalAction, findings });
}

/** The steady outcome, with that of the rules that are asked again at the time of this evaluation. */
function combine(
  { steady, reason }: Remembered,
  { stored, facts, again }: { readonly stored: StoredEvaluation; readonly facts: PolicyFacts; readonly again: Policy },
): EvaluationOutcome {
  const dated = stored.data && facts.report ? { ...facts, report: { ...facts.report, data: stored.data } } : facts;
  const input = { facts: dated, policy: again, now: stored.clock, digests: unread };
  const asked = outcomeOf(evaluateBound(input, bindPolicy(again)));
  const action = reason === 'policy_evaluation' ? worse(steady.action, asked.action) : steady.action;
  return { action, stops: { ...steady.stops, ...asked.stops } };
}

/** Policies are bound once for each object: parts with the same rules are the same object. */
function partOf(
  policy: Policy,
  ids: ReadonlySet<string>,
  { parts, keep }: { readonly parts: Map<string, Policy>; readonly keep: boolean },
): Policy {
  const key = `${keep} ${JSON.stringify([...ids])}`;
  const part = parts.get(key) ?? onlyRules(policy, ({ id }) => ids.has(id) === keep);
  parts.set(key, part);
  return part;
}

/** What a back-test keeps of a verdict. */
export function outcomeOf({ finalAction, findings }: Pick<Verdict, 'finalAction' | 'findings'>): EvaluationOutcome {
  const stops: Record<string, number> = Object.create(null) as Record<string, number>;
  for (const { action, ruleId } of findings) if (action === 'stop') stops[ruleId] = (stops[ruleId] ?? 0) + 1;
  return { action: finalAction, stops };
}

const ranks: readonly Action[] = ['go', 'warn', 'stop'];

function worse(one: Action, other: Action): Action {
  return ranks.indexOf(one) >= ranks.indexOf(other) ? one : other;
}

/** When exceptions end: between two such times the allowlists are the same. */
function expiryTimes({ allowlists }: Policy): number[] {
  const ends = allowlists.flatMap(({ items }) => items.flatMap(({ expiresOn }) => expiresOn ?? []));
  return [...new Set(ends.flatMap((end) => readTime(end) ?? []))];
}

/** The facts that were used last, as many as there is room for. */
function keptFacts(): {
  get(content: string): PolicyFacts | undefined;
  put(content: string, facts: PolicyFacts): void;
} {
  const kept = new Map<string, PolicyFacts>();
  let size = 0;
  const remove = (content: string) => {
    const facts = kept.get(content);
    if (facts && kept.delete(content)) size -= sizeOf(facts);
  };
  return {
    get: (content) => kept.get(content),
    put(content, facts) {
      remove(content);
      kept.set(content, facts);
      size += sizeOf(facts);
      for (const oldest of kept.keys()) {
        if (size <= mostKept || oldest === content) break;
        remove(oldest);
      }
    },
  };
}

function sizeOf({ bill, report }: PolicyFacts): number {
  return 1 + bill.packages.length + (report?.matches.length ?? 0);
}

function forget(known: Map<string, unknown>): void {
  if (known.size <= mostRemembered) return;
  const oldest = known.keys().next();
  if (!oldest.done) known.delete(oldest.value);
}
