import type { ComplianceReport, RuleEvidence } from '@gantry/policy';

/**
 * A report as a golden: every control with its state and what its rules say. `rule=2`: two findings. `rule=some`: where other builds of
 * the image have other counts. `rule?`: not evaluated, or in part. Rules that looked and found nothing are not named.
 */
export function goldenText(report: ComplianceReport, counted: boolean): string {
  const { framework, verdict, counts, controls, rules } = report;
  const { total, ...states } = counts;
  const head = [
    `${report.pack.name}${framework ? `: ${framework.title} ${framework.version}` : ''}`,
    `policy says ${verdict.finalAction}`,
    `${total} controls: ${Object.entries(states)
      .map(([state, count]) => `${count} ${state}`)
      .join(', ')}`,
  ];
  const lines = controls.map(({ id, state, rules: keys }) => {
    const said = keys.flatMap((key) => wordsOf(rules[key], counted));
    return [id, state, said.join(' ')].join('\t').trimEnd();
  });
  return `${[...head, '', ...lines].join('\n')}\n`;
}

const unsure: ReadonlySet<string> = new Set(['partly', 'not-evaluated', 'failed', 'unavailable', 'ended', 'broken']);

function wordsOf(rule: RuleEvidence | undefined, counted: boolean): string[] {
  if (rule === undefined) return [];
  const { ruleId, open, outcome } = rule;
  const found = open.length === 0 ? '' : `=${counted ? open.length : 'some'}`;
  const gap = unsure.has(outcome) ? '?' : outcome === 'not-applicable' ? '-' : '';
  return found === '' && gap === '' ? [] : [`${ruleId}${found}${gap}`];
}
