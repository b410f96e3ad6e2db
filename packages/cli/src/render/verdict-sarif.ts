import type { Evaluated } from './evaluated.ts';
import { placeFinder } from './finding-place.ts';
import { remedyText } from './remedy.ts';
import { type SarifRule, sarifLog } from './sarif.ts';

/** Findings as SARIF: a rule of the policy is a SARIF rule; stop is an error, warn a warning, go a note. */
export function verdictSarif({ facts, verdict }: Evaluated): Record<string, unknown> {
  const place = placeFinder(facts);
  const rules = new Map<string, SarifRule>();
  const results = verdict.findings.map((finding) => {
    const title = `${finding.gate}.${finding.trigger}`;
    if (!rules.has(finding.ruleId))
      rules.set(finding.ruleId, {
        ...{ id: finding.ruleId, title, help: finding.recommendation || title },
        tags: finding.controlIds,
      });
    const { path, layer, line } = place(finding);
    const fix = remedyText(finding.fix);
    return {
      rule: finding.ruleId,
      level: levels[finding.action],
      message: [finding.message, layer === null ? '' : `Layer: ${layer}`, fix ? `Fix: ${fix}` : '']
        .filter((part) => part !== '')
        .join('. '),
      path: line === null ? path || facts.bill.source.target : 'Dockerfile',
      ...(line === null ? {} : { line }),
      fingerprint: `${finding.ruleId}+${finding.triggerId}`,
    };
  });
  return sarifLog([...rules.values()], results);
}

const levels = { stop: 'error', warn: 'warning', go: 'note' } as const;
