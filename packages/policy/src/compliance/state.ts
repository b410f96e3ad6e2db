import type { Control, PackNeed, PolicyPack } from '../model/types.ts';
import { tellsSight } from './sight.ts';
import type { ControlResult, ControlState, RuleEvidence } from './types.ts';

interface Known {
  readonly pack: PolicyPack;
  readonly rules: Readonly<Record<string, RuleEvidence>>;
  /** `ID` of the artifact's distribution; null when it has none or it is not known. */
  readonly distro: string | null;
}

/** What the rules of a control say together. */
interface Evidence {
  readonly control: Control;
  readonly rules: readonly RuleEvidence[];
  /** Rules whose findings are failures: neither those that only report (GO) nor those that tell what nobody could see. */
  readonly counting: readonly RuleEvidence[];
  readonly open: number;
  readonly accepted: number;
  /** Why silence means nothing, in sentences. */
  readonly gaps: readonly string[];
  readonly missing: readonly PackNeed[];
  readonly distro: string | null;
}

interface Judgement {
  readonly state: ControlState;
  readonly reasons: readonly string[];
}

/** The state of one control, and what it rests on. */
export function controlResult(control: Control, known: Known): ControlResult {
  const wanted = new Set([...control.rules, ...(control.needs ?? [])]);
  const rules = Object.entries(known.rules).filter(([, { ruleId }]) => wanted.has(ruleId));
  const evidence = gather(control, { rules: rules.map(([, rule]) => rule), known });
  const { state, reasons } = judge(evidence);
  const sure = state === 'satisfied-by-check' && control.automation === 'yes' && evidence.accepted === 0;
  return {
    id: control.id,
    title: control.title,
    automation: control.automation,
    state,
    stigStatus: stigStatus(state, sure),
    oscalState: state === 'failed' ? 'not-satisfied' : sure ? 'satisfied' : null,
    reasons: clip(reasons),
    manual: state === 'not-applicable' ? null : (control.manual ?? null),
    missing: evidence.missing,
    rules: rules.map(([key]) => key),
    openFindings: evidence.open,
    acceptedFindings: evidence.accepted,
  };
}

function stigStatus(state: ControlState, sure: boolean): ControlResult['stigStatus'] {
  if (state === 'failed') return 'Open';
  if (state === 'not-applicable') return 'Not_Applicable';
  return sure ? 'NotAFinding' : 'Not_Reviewed';
}

function gather(control: Control, about: { rules: readonly RuleEvidence[]; known: Known }): Evidence {
  const { rules, known } = about;
  const asked = new Set(rules.map(({ ruleId }) => ruleId));
  const unasked = control.rules.filter((id) => !asked.has(id)).map((id) => `the rule ${id} was not asked`);
  const missing = (control.needs ?? []).filter((name) => !asked.has(name));
  // A control of nothing but data and sight is about them: there a gap is a failure.
  const isAboutSight = rules.every(tellsSight) && !control.needs?.length;
  const counting = rules.filter((rule) => rule.action !== 'go' && (isAboutSight || !tellsSight(rule)));
  const blind = isAboutSight ? [] : rules.filter((rule) => tellsSight(rule) && rule.open.length > 0);
  return {
    control,
    counting,
    rules,
    open: counting.reduce((sum, { open }) => sum + open.length, 0),
    accepted: rules.reduce((sum, { accepted }) => sum + accepted.length, 0),
    gaps: [...unasked, ...rules.flatMap(gapsOf), ...blind.map(unseen)],
    missing: known.pack.needs.filter(({ name }) => missing.includes(name)),
    distro: known.distro,
  };
}

function unseen({ ruleId, open }: RuleEvidence): string {
  const more = open.length > 1 ? ` (and ${open.length - 1} more)` : '';
  return `${open[0]?.message ?? ''}${more} (rule ${ruleId})`;
}

const unanswered: Readonly<Partial<Record<RuleEvidence['outcome'], string>>> = {
  partly: 'was evaluated in part',
  'not-evaluated': 'was not evaluated',
  failed: 'failed',
  unavailable: 'is not available in this release',
  ended: 'is of a gate that ended',
  broken: 'has wrong parameters',
};

function gapsOf({ ruleId, outcome, because }: RuleEvidence): string[] {
  const what = unanswered[outcome];
  if (what === undefined) return [];
  return [`the rule ${ruleId} ${what}${because.length > 0 ? `: ${because.join('; ')}` : ''}`];
}

function judge(evidence: Evidence): Judgement {
  const { control, counting, open, gaps, missing } = evidence;
  const elsewhere = outOfScope(evidence);
  if (elsewhere) return elsewhere;
  if (open > 0) return { state: 'failed', reasons: failures(counting) };
  const unfilled = missing.map(({ says, rule }) => `${rule ? 'not filled in' : 'not known here'}: ${says}`);
  if (control.automation === 'no') return { state: 'manual', reasons: [control.manual ?? 'no check can tell'] };
  if (gaps.length > 0) return { state: 'not-evaluated', reasons: [...gaps, ...unfilled] };
  if (control.automation === 'evidence' || (control.rules.length === 0 && !control.needs?.length)) {
    return { state: 'manual', reasons: [control.manual ?? 'people decide', ...unfilled] };
  }
  if (unfilled.length > 0) return { state: 'not-evaluated', reasons: unfilled };
  return quiet(evidence);
}

/** A control that speaks of other distributions does not apply, whatever its rules found. */
function outOfScope({ control: { onlyOn }, distro }: Evidence): Judgement | null {
  if (onlyOn === undefined || (distro !== null && onlyOn.includes(distro))) return null;
  const spoken = `it speaks of ${onlyOn.join(', ')} only`;
  return distro === null
    ? { state: 'not-evaluated', reasons: [`${spoken}, and the distribution is not known`] }
    : { state: 'not-applicable', reasons: [`${spoken}; this is ${distro}`] };
}

function failures(rules: readonly RuleEvidence[]): string[] {
  return rules
    .filter(({ open }) => open.length > 0)
    .map(
      ({ ruleId, open }) => `${open.length} open ${open.length === 1 ? 'finding' : 'findings'} of the rule ${ruleId}`,
    );
}

function quiet({ rules, accepted }: Evidence): Judgement {
  const asked = rules.filter(({ outcome }) => outcome === 'evaluated');
  if (asked.length === 0) {
    const because = [...new Set(rules.flatMap((rule) => rule.because))];
    return { state: 'not-applicable', reasons: because.length > 0 ? because : ['no rule applies to this artifact'] };
  }
  const names = asked.map(({ ruleId }) => ruleId).join(', ');
  const clean = `no open finding of the ${asked.length === 1 ? 'rule' : 'rules'} ${names}`;
  const waived = `${accepted} ${accepted === 1 ? 'finding is' : 'findings are'} accepted by allowlists`;
  return { state: 'satisfied-by-check', reasons: accepted > 0 ? [clean, waived] : [clean] };
}

/** Reasons beyond this many are counted, not told. */
const mostReasons = 20;

function clip(reasons: readonly string[]): readonly string[] {
  if (reasons.length <= mostReasons) return reasons;
  return [...reasons.slice(0, mostReasons), `and ${reasons.length - mostReasons} more reasons`];
}
