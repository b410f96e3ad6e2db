import type { Finding, Package, RuleResult } from '@gantry/core';
import { toolVersion } from '../terminal/tool-version.ts';
import { primaryPath } from './bill.ts';
import { coverageOf } from './coverage.ts';
import type { Evaluated } from './evaluated.ts';
import { type Place, placeFinder } from './finding-place.ts';
import { targetFacts } from './target.ts';

/** The one document of `check -o json`. Its shape is described in docs/reference/check-json.md. */
export function verdictDocument({ facts, verdict, green }: Evaluated): Record<string, unknown> {
  const { bill, report } = facts;
  const packages = new Map(bill.packages.map((pkg) => [pkg.id, pkg]));
  const place = placeFinder(facts);
  return {
    schema: 'gantry-check-1',
    tool: { name: 'gantry', version: toolVersion },
    target: targetFacts(bill),
    digests: verdict.digests,
    verdict: {
      action: verdict.finalAction,
      reason: verdict.finalActionReason,
      status: verdict.status,
      policy_action: verdict.policyAction,
      policy: { id: verdict.policyId, name: verdict.policyName },
      mapped: verdict.imageMappedToRule,
      mapping: verdict.matchedMapping,
      allowlisted_image: verdict.matchedAllowlistedImage,
      denylisted_image: verdict.matchedDenylistedImage,
      problems: verdict.problems.map(({ severity, problemType, details }) => ({
        severity,
        problem_type: problemType,
        details,
      })),
    },
    counts: countsOf(verdict.findings, bill.packages.length, report?.matches.length ?? 0),
    coverage: report ? coverageOf(bill, report) : null,
    rules: verdict.rules.map(ruleRow),
    findings: verdict.findings.map((finding) =>
      findingRow(finding, packages.get(finding.packageId ?? ''), place(finding)),
    ),
    way_to_green: green,
  };
}

function countsOf(findings: readonly Finding[], packages: number, matches: number): Record<string, number> {
  const counts = { packages, matches, findings: findings.length, stop: 0, warn: 0, go: 0, allowlisted: 0 };
  for (const finding of findings) {
    counts[finding.action]++;
    if (finding.allowlisted) counts.allowlisted++;
  }
  return counts;
}

/** What became of a rule: `evaluated` without findings is the only silence that means that nothing is there. */
function ruleRow({ ruleSetId, ruleId, gate, trigger, action, outcome, because, findings }: RuleResult) {
  return { rule: ruleId, rule_set: ruleSetId, gate, trigger, action, outcome, because, findings };
}

function findingRow(finding: Finding, pkg: Package | undefined, { layer, line }: Place): Record<string, unknown> {
  return {
    rule: finding.ruleId,
    rule_set: finding.ruleSetId,
    gate: finding.gate,
    trigger: finding.trigger,
    trigger_id: finding.triggerId,
    message: finding.message,
    action: finding.action,
    recommendation: finding.recommendation,
    controls: finding.controlIds,
    fix: finding.fix,
    allowlisted: finding.allowlisted,
    allowlist_match: finding.allowlistMatch,
    vulnerability: finding.vulnerability,
    package: pkg
      ? { id: pkg.id, name: pkg.name, version: pkg.version, type: pkg.kind, purl: pkg.purl, path: primaryPath(pkg) }
      : null,
    path: finding.path,
    layer: finding.layer,
    layer_number: layer,
    dockerfile_line: line,
  };
}
