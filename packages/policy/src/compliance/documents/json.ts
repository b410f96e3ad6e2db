import type { EvaluationProblem, Finding } from '@gantry/core';
import type { PackNeed } from '../../model/types.ts';
import type { ComplianceReport, ControlResult, RuleEvidence } from '../types.ts';
import type { DocumentContext } from './context.ts';
import { nextSteps } from './next-steps.ts';

/** The whole report as Gantry's own document: `ComplianceReport` of the API. Findings stand once, with their rule. */
export function jsonDocument(report: ComplianceReport, { toolVersion }: DocumentContext): string {
  const { pack, framework, target, evaluatedAt, digests, verdict, counts, summary, notices } = report;
  const document = {
    schema: 'gantry-compliance-1',
    tool: { name: 'gantry', version: toolVersion },
    pack,
    framework: framework && {
      id: framework.id,
      title: framework.title,
      version: framework.version,
      source: framework.source,
      last_verified: framework.lastVerified,
    },
    target: {
      name: target.name,
      kind: target.kind,
      digest: target.digest,
      image_id: target.imageId,
      platform: target.platform,
      distro: target.distro,
    },
    evaluated_at: evaluatedAt,
    digests,
    verdict: {
      action: verdict.finalAction,
      reason: verdict.finalActionReason,
      policy: { id: verdict.policyId, name: verdict.policyName },
      mapped: verdict.mapped,
    },
    counts,
    summary,
    notices,
    controls: report.controls.map((control) => controlRow(control, report)),
    rules: Object.entries(report.rules).map(([key, rule]) => ruleRow(key, rule)),
    problems: report.problems.map(problemRow),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

function controlRow(control: ControlResult, report: ComplianceReport) {
  return {
    id: control.id,
    title: control.title,
    automation: control.automation,
    state: control.state,
    stig_status: control.stigStatus,
    oscal_state: control.oscalState,
    reasons: control.reasons,
    next_steps: nextSteps(control, report),
    manual: control.manual,
    missing: control.missing.map(needRow),
    rules: control.rules,
    open_findings: control.openFindings,
    accepted_findings: control.acceptedFindings,
  };
}

function needRow({ name, says, rule }: PackNeed) {
  return { name, says, rule };
}

function ruleRow(key: string, rule: RuleEvidence) {
  return {
    key,
    gate: rule.gate,
    trigger: rule.trigger,
    action: rule.action,
    outcome: rule.outcome,
    because: rule.because,
    recommendation: rule.recommendation,
    findings: [...rule.open, ...rule.accepted].map(findingRow),
  };
}

function findingRow(finding: Finding) {
  return {
    trigger_id: finding.triggerId,
    message: finding.message,
    action: finding.action,
    allowlisted: finding.allowlisted,
    fix: finding.fix,
    package_id: finding.packageId,
    vulnerability: finding.vulnerability,
    path: finding.path,
    layer: finding.layer,
  };
}

function problemRow({ severity, problemType, details }: EvaluationProblem) {
  return { severity, problem_type: problemType, details };
}
