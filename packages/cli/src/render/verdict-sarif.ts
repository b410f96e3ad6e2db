import { primaryPath } from './bill.ts';
import type { Evaluated } from './evaluated.ts';
import { remedyText } from './remedy.ts';
import { type SarifRule, sarifLog } from './sarif.ts';

/** Findings as SARIF: a rule of the policy is a SARIF rule; stop is an error, warn a warning, go a note. */
export function verdictSarif({ facts, verdict }: Evaluated): Record<string, unknown> {
  const packages = new Map(facts.bill.packages.map((pkg) => [pkg.id, pkg]));
  const rules = new Map<string, SarifRule>();
  const results = verdict.findings.map((finding) => {
    const title = `${finding.gate}.${finding.trigger}`;
    if (!rules.has(finding.ruleId))
      rules.set(finding.ruleId, { id: finding.ruleId, title, help: finding.recommendation || title });
    const pkg = finding.packageId ? packages.get(finding.packageId) : undefined;
    const fix = remedyText(finding.fix);
    return {
      rule: finding.ruleId,
      level: levels[finding.action],
      message: fix ? `${finding.message}. Fix: ${fix}` : finding.message,
      path: finding.path ?? (pkg ? primaryPath(pkg) : facts.bill.source.target),
      fingerprint: `${finding.ruleId}+${finding.triggerId}`,
    };
  });
  return sarifLog([...rules.values()], results);
}

const levels = { stop: 'error', warn: 'warning', go: 'note' } as const;
