import { type Action, hideSecrets, md5OfText, type RuleResult } from '@gantry/core';
import type { BoundPolicy, ReadyRule } from './bind-policy.ts';
import { type AnyMapping, artifactType } from './find-mapping.ts';
import type { BoundRule } from './gating/bind-rule.ts';
import type { GateContext } from './gating/context.ts';
import { notEvaluated, type Outcome, type Raised } from './gating/outcome.ts';
import type { RuleSet } from './model/types.ts';

/** Something that a rule raised. */
export interface Hit {
  readonly bound: BoundRule;
  readonly ruleSetId: string;
  readonly raised: Raised;
  readonly triggerId: string;
}

/** Something that a rule could not say. */
export interface Gap {
  readonly type: 'not_evaluated' | 'partly_evaluated' | 'not_applicable' | 'rule_failed' | 'too_many_findings';
  readonly ruleId: string;
  readonly action: Action;
  readonly because: string;
}

/** What the rules found, and what they could not look at. */
export interface RunResult {
  readonly hits: readonly Hit[];
  readonly gaps: readonly Gap[];
  /** One for each rule, in order. */
  readonly rules: readonly RuleResult[];
}

/** Labels and lines of an image may have megabytes, and many rules may tell of each. UTF-16 units. */
const longestMessage = 4_000;

/** Findings of one evaluation; a policy that makes more is cut off, and the verdict says so and stops. */
const mostHits = 100_000;

/** Runs every rule of every rule set of the mapping, in order; no rule influences another. */
export function runRules(policy: BoundPolicy, mapping: AnyMapping, context: GateContext): RunResult {
  const hits: Hit[] = [];
  const gaps: Gap[] = [];
  const rules: RuleResult[] = [];
  for (const id of new Set(mapping.ruleSetIds)) {
    const entry = policy.ruleSets.get(id);
    if (!entry) continue;
    const elsewhere = otherArtifact(entry.ruleSet, context);
    for (const ready of entry.rules) {
      const outcome = elsewhere ?? runRule(ready, context);
      addGaps(gaps, ready, outcome);
      const raised =
        ready.kind === 'ready' && 'raised' in outcome ? outcome.raised.slice(0, mostHits - hits.length) : [];
      rules.push(resultOf(ready, outcome, { ruleSetId: id, firstFinding: hits.length, findings: raised.length }));
      if (ready.kind !== 'ready' || !('raised' in outcome)) continue;
      for (const one of raised) hits.push(toHit(ready.bound, id, one));
      if (raised.length < outcome.raised.length) return { hits, gaps: [...gaps, tooMany(ready)], rules };
    }
  }
  return { hits, gaps, rules };
}

function otherArtifact({ artifactType: wanted, name, id }: RuleSet, { facts }: GateContext): Outcome | null {
  if (wanted === null || wanted === artifactType(facts)) return null;
  return { kind: 'not-applicable', because: `the rule set ${name || id} speaks of artifacts of type ${wanted}` };
}

function runRule(ready: ReadyRule, context: GateContext): Outcome | { kind: 'failed'; because: string } {
  // What is wrong with an ended or broken rule is told with the problems of the policy itself.
  if (ready.kind === 'unavailable') return notEvaluated('its gate or trigger is not available in this release');
  if (ready.kind !== 'ready') return { kind: 'evaluated', raised: [] };
  try {
    return ready.bound.run(context);
  } catch (error) {
    // One trigger's defect must neither hide the other findings nor pass as "nothing found".
    return { kind: 'failed', because: error instanceof Error ? error.message : String(error) };
  }
}

function resultOf(
  { rule, kind }: ReadyRule,
  outcome: ReturnType<typeof runRule>,
  place: Pick<RuleResult, 'ruleSetId' | 'firstFinding' | 'findings'>,
): RuleResult {
  const because = 'because' in outcome ? [outcome.because].flat() : nothing;
  // A rule set that speaks of other artifacts does not apply, whatever its rules are.
  const said = outcome.kind === 'not-applicable' || kind === 'ready' ? outcome.kind : kind;
  const { ruleSetId, firstFinding, findings } = place;
  const { id: ruleId, gate, trigger, action } = rule;
  // Written out: there is one for each rule of each evaluation, and V8 copies spread objects slowly.
  return { ruleSetId, firstFinding, findings, ruleId, gate, trigger, action, outcome: said, because };
}

const nothing: readonly string[] = [];

function addGaps(gaps: Gap[], { rule }: ReadyRule, outcome: ReturnType<typeof runRule>): void {
  const add = (type: Gap['type'], because: string) =>
    gaps.push({ type, ruleId: rule.id, action: rule.action, because });
  switch (outcome.kind) {
    case 'partly':
      for (const because of outcome.because) add('partly_evaluated', because);
      break;
    case 'not-evaluated':
      add('not_evaluated', outcome.because);
      break;
    case 'not-applicable':
      add('not_applicable', outcome.because);
      break;
    case 'failed':
      add('rule_failed', outcome.because);
      break;
    default:
  }
}

function tooMany({ rule }: ReadyRule): Gap {
  const because = `the policy makes more than ${mostHits} findings`;
  return { type: 'too_many_findings', ruleId: rule.id, action: 'stop', because };
}

/** The id is made of the whole message; what is kept of it has an end. */
function toHit(bound: BoundRule, ruleSetId: string, raised: Raised): Hit {
  const triggerId = triggerIdOf(bound, raised);
  const short = raised.message.length <= longestMessage ? raised.message : shortened(raised.message);
  const message = quoting.has(bound.gate.name) ? hideSecrets(short) : short;
  return { bound, ruleSetId, raised: message === raised.message ? raised : { ...raised, message }, triggerId };
}

/** Gates that repeat lines of Dockerfiles and configurations: values of secrets are left out, while the id is made of the whole line. */
const quoting: ReadonlySet<string> = new Set(['dockerfile', 'metadata']);

/** A copy: a slice would keep all of the text in memory. */
function shortened(message: string): string {
  return JSON.parse(JSON.stringify(`${message.slice(0, longestMessage - 1)}…`)) as string;
}

function triggerIdOf({ rule, gate, trigger }: BoundRule, { triggerId, afterRuleId, message }: Raised): string {
  if (afterRuleId !== undefined) return `${rule.id}+${afterRuleId}`;
  return triggerId ?? md5OfText(gate.name + trigger.name + message);
}
