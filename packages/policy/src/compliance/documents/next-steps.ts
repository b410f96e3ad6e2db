import type { Remedy } from '@gantry/core';
import type { PackNeed } from '../../model/types.ts';
import type { ComplianceReport, ControlResult, RuleEvidence } from '../types.ts';

/** More steps than this help nobody; the findings themselves are all in the report. */
const mostSteps = 8;

/** What to do about a control, in sentences; empty when its checks found nothing and nothing is left to people. */
export function nextSteps(control: ControlResult, { rules }: Pick<ComplianceReport, 'rules'>): string[] {
  const { state, manual, missing } = control;
  const asked = control.rules.flatMap((key) => rules[key] ?? []);
  const steps = {
    failed: () => asked.filter(counts).flatMap(stepsOfRule),
    'not-evaluated': () => [...gapSteps(control), ...missing.map(needText)],
    'not-applicable': () => [],
    manual: () => (manual === null ? [] : [manual]),
    'satisfied-by-check': () => (manual === null ? [] : [manual]),
  };
  return clipped([...new Set(steps[state]())]);
}

function counts({ open, action }: RuleEvidence): boolean {
  return open.length > 0 && action !== 'go';
}

/** The pack's advice, and the fixes that are known. */
function stepsOfRule({ open, recommendation }: RuleEvidence): string[] {
  const fixes = fixTexts(open.flatMap(({ fix }) => fix ?? []));
  const some = fixes.slice(0, 3);
  const more = fixes.length - some.length;
  if (more > 0) some.push(more === 1 ? 'and 1 more such change' : `and ${more} more such changes`);
  return recommendation === '' ? some : [recommendation, ...some];
}

/** Each change once; the upgrades of a package are one. */
function fixTexts(fixes: readonly Remedy[]): string[] {
  const versions = new Map<string, Set<string>>();
  const texts = fixes.map((fix) => {
    if (fix.kind !== 'upgrade') return remedyText(fix);
    const what = `upgrade ${fix.name} ${fix.from} to `;
    versions.set(what, (versions.get(what) ?? new Set()).add(fix.to));
    return what;
  });
  return [...new Set(texts)].map((text) => text + versionsText([...(versions.get(text) ?? [])]));
}

/** Which of them is the highest, only the kind of package tells. */
function versionsText(versions: readonly string[]): string {
  if (versions.length < 2) return versions.join('');
  const some = versions.slice(0, 4).join(', ');
  return `the highest of ${some}${versions.length > 4 ? ` and ${versions.length - 4} more` : ''}`;
}

/** Reasons name the rule and say how to get what it lacks; what is to be filled in has words of its own. */
function gapSteps({ reasons, missing }: ControlResult): string[] {
  const unfilled = missing.map(({ says }) => says);
  return reasons.filter((reason) => !unfilled.some((says) => reason.endsWith(says)));
}

/** How an operator meets a need of a pack. */
function needText({ name, says, rule }: PackNeed): string {
  if (rule === null) return `People have to say: ${says}.`;
  return `Add a rule with the id ${name} (${rule.gate}.${rule.trigger}) to a copy of the pack: ${says}.`;
}

/** An edit in words. */
export function remedyText(remedy: Remedy): string {
  if (remedy.kind === 'upgrade') return `upgrade ${remedy.name} ${remedy.from} to ${remedy.to}`;
  return remedy.kind === 'remove' ? `remove ${remedy.name}` : remedy.says;
}

function clipped(steps: readonly string[]): string[] {
  if (steps.length <= mostSteps) return [...steps];
  return [
    ...steps.slice(0, mostSteps),
    `and ${steps.length - mostSteps} more, which the rules and their findings tell`,
  ];
}
