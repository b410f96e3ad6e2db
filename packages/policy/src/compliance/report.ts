import type { PolicyFacts, Verdict } from '@gantry/core';
import type { Control, PolicyPack } from '../model/types.ts';
import { noticesOf } from './notices.ts';
import { rulesOfPack } from './pack-facts.ts';
import { ruleEvidence } from './rule-evidence.ts';
import { controlResult } from './state.ts';
import { targetOf } from './target.ts';
import type { ComplianceReport, ControlResult, ControlState } from './types.ts';

/** What a report is made of. */
export interface ComplianceInput {
  readonly pack: PolicyPack;
  /** Of the pack's policy, or of a copy of it in which the operator filled in what the pack needs. */
  readonly verdict: Verdict;
  /** What the verdict was made from. */
  readonly facts: PolicyFacts;
}

/** Every control of a pack's framework with its state, and what that rests on. Pure; never a claim of compliance. */
export function complianceReport({ pack, verdict, facts }: ComplianceInput): ComplianceReport {
  const rules = ruleEvidence(pack, verdict, facts);
  const distro = facts.bill.distro?.id ?? null;
  const controls = controlsOf(pack).map((control) => controlResult(control, { pack, rules, distro }));
  const counts = countStates(controls);
  return {
    pack: { name: pack.name, title: pack.title, about: pack.about },
    framework: pack.framework,
    target: targetOf(facts),
    evaluatedAt: verdict.digests.clock,
    digests: verdict.digests,
    verdict: {
      finalAction: verdict.finalAction,
      finalActionReason: verdict.finalActionReason,
      policyId: verdict.policyId,
      policyName: verdict.policyName,
      mapped: verdict.imageMappedToRule,
    },
    counts,
    summary: summaryOf(counts),
    notices: noticesOf(pack, verdict.digests.clock),
    controls,
    rules,
    problems: verdict.problems,
  };
}

/** A pack that answers to no framework is reported by its rules: each stands as a control of its own. */
function controlsOf(pack: PolicyPack): readonly Control[] {
  if (pack.framework !== null) return pack.controls;
  return rulesOfPack(pack).map(({ id }) => ({ id, title: id.replaceAll('-', ' '), automation: 'yes', rules: [id] }));
}

function countStates(controls: readonly ControlResult[]): ComplianceReport['counts'] {
  const of = (state: ControlState) => controls.filter((control) => control.state === state).length;
  return {
    'satisfied-by-check': of('satisfied-by-check'),
    failed: of('failed'),
    'not-applicable': of('not-applicable'),
    'not-evaluated': of('not-evaluated'),
    manual: of('manual'),
    total: controls.length,
  };
}

function summaryOf(counts: ComplianceReport['counts']): string {
  const quiet = `no failing check for ${counts['satisfied-by-check']} of ${counts.total} controls`;
  const rest = [
    `${counts.failed} failed`,
    `${counts['not-evaluated']} not evaluated`,
    `${counts['not-applicable']} not applicable`,
    `${counts.manual} for people to decide`,
  ];
  return `${quiet}; ${rest.join(', ')}`;
}
