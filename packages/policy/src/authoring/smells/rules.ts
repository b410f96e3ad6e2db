import type { Policy, Rule } from '../../model/types.ts';
import { hint, type Smell, warning } from './smell.ts';

/** Rules that most likely do not do what their author wants. */
export function ruleSmells(policy: Policy): Smell[] {
  return policy.ruleSets.flatMap(({ rules }, at) => {
    const seen = new Map<string, string>();
    return rules.flatMap((rule, inner) => {
      const path = `/rule_sets/${at}/rules/${inner}`;
      const key = sameness(rule);
      const twin = seen.get(key);
      seen.set(key, twin ?? rule.id);
      return [...(twin === undefined ? [] : [duplicate(rule, twin, path)]), ...smellsOf(rule, path)];
    });
  });
}

function sameness({ gate, trigger, params }: Rule): string {
  const texts = params.map(({ name, value }) => `${name.toLowerCase()}=${value}`).sort();
  return JSON.stringify([gate.toLowerCase(), trigger.toLowerCase(), texts]);
}

function duplicate(rule: Rule, twin: string, path: string): Smell {
  const details = `the rule ${rule.id} asks the same as ${twin}: everything is found twice`;
  return warning('duplicate-rule', path, { details, advice: 'Remove one of both.' });
}

function smellsOf(rule: Rule, path: string): Smell[] {
  return [
    ...(rule.action === 'go' ? [goRule(rule, path)] : []),
    ...(rule.recommendation.trim() === '' ? [silentRule(rule, path)] : []),
    ...(isOf(rule, 'vulnerabilities', 'package') ? vulnerabilitySmells(rule, path) : []),
  ];
}

function goRule({ id }: Rule, path: string): Smell {
  return hint('go-rule', `${path}/action`, {
    details: `the rule ${id} has the action GO: its findings are listed and change nothing`,
    advice: 'Use WARN for what someone should look at, or remove the rule.',
  });
}

function silentRule({ id }: Rule, path: string): Smell {
  return hint('missing-recommendation', path, {
    details: `the rule ${id} does not say what to do about its findings`,
    advice: 'Add a recommendation: it is repeated with every finding.',
  });
}

function isOf(rule: Rule, gate: string, trigger: string): boolean {
  return rule.gate.toLowerCase() === gate && rule.trigger.toLowerCase() === trigger;
}

function given({ params }: Rule, wanted: string): string | undefined {
  return params.find(({ name }) => name.toLowerCase() === wanted)?.value;
}

function vulnerabilitySmells(rule: Rule, path: string): Smell[] {
  const severity = given(rule, 'severity');
  const smells: Smell[] = [];
  if (severity !== undefined && severity !== 'unknown' && given(rule, 'severity_comparison') === undefined) {
    const details = `the rule ${rule.id} names the severity ${severity} without a comparison: it fires only above it`;
    smells.push(
      warning('severity-without-comparison', `${path}/params`, {
        details,
        advice: 'Add severity_comparison: >= for that severity and above, = for it alone.',
      }),
    );
  }
  if (rule.controlIds.length > 0 && given(rule, 'vendor_only') === undefined) {
    const details = `the rule ${rule.id} gives evidence for a control and leaves out what a vendor will not fix`;
    smells.push(
      warning('vendor-only-default', `${path}/params`, {
        details,
        advice: 'Set vendor_only to false, or to true when that is meant.',
      }),
    );
  }
  if (given(rule, 'max_days_since_fix') !== undefined && given(rule, 'fix_available') !== 'true') {
    const details = `the rule ${rule.id} sets max_days_since_fix, which counts only with fix_available true`;
    smells.push(warning('parameter-without-effect', `${path}/params`, { details, advice: 'Add fix_available: true.' }));
  }
  return smells;
}
