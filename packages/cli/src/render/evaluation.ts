import type { PolicyEvaluation, PolicyEvaluationFinding, PolicyEvaluationResult } from '@gantry/contract/common';
import type { Action } from '@gantry/core';
import { by } from '@gantry/core/order';
import { renderLines } from './answer.ts';
import { renderCsv } from './csv.ts';
import { paint } from './paint.ts';
import { printable, renderTable } from './table.ts';

interface Style {
  /** With the table of findings. */
  readonly detail: boolean;
  readonly color: boolean;
}

/** The evaluation of an image by the server, for people: the newest first. */
export function evaluationText(evaluation: PolicyEvaluation, style: Style): string {
  const results = evaluation.evaluations ?? [];
  if (results.length === 0) return 'Evaluation: none\n';
  return results.map((result) => resultText(evaluation, result, style)).join('\n');
}

/** The policies that an image failed by its newest evaluation: `name (id)`. */
export function failedPolicies({ policy_id, evaluations }: PolicyEvaluation): readonly string[] {
  const newest = evaluations?.[0];
  if (newest?.status !== 'fail') return [];
  const name = newest.details?.policy.name;
  return [printable(name && name !== policy_id ? `${name} (${policy_id})` : (policy_id ?? 'unnamed'))];
}

const titles = [
  'action',
  'gate',
  'trigger',
  'trigger_id',
  'message',
  'recommendation',
  'fix',
  'rule_id',
  'allowlisted',
];

/** The findings of the newest evaluation, a row each. */
export function evaluationCsv({ evaluations }: PolicyEvaluation): string {
  const newest = evaluations?.[0];
  const fixes = newest ? fixesOf(newest) : new Map<string, string>();
  const rows = findingsOf(newest).map((finding) => [
    finding.action,
    finding.gate,
    finding.trigger,
    finding.trigger_id,
    finding.message,
    finding.recommendation,
    fixes.get(finding.trigger_id) ?? '',
    finding.rule_id,
    String(finding.allowlisted),
  ]);
  return renderCsv(titles, rows);
}

function resultText(evaluation: PolicyEvaluation, result: PolicyEvaluationResult, { detail, color }: Style): string {
  const brush = paint(color);
  const head = renderLines([result], {
    fields: [
      { title: 'Tag', of: () => evaluation.evaluated_tag },
      { title: 'Digest', of: () => evaluation.image_digest },
      { title: 'Policy ID', of: () => evaluation.policy_id },
      { title: 'Last Evaluation', of: (one) => one.evaluation_time },
      { title: 'Evaluation', of: (one) => one.status },
      { title: 'Final Action', of: (one) => one.final_action },
      { title: 'Reason', of: (one) => one.final_action_reason },
    ],
  });
  const colored = head
    .replace(/^(Evaluation: )(pass|fail)$/m, (_, lead: string, word: string) => lead + painted(word, brush))
    .replace(/^(Final Action: )(stop|warn|go)$/m, (_, lead: string, word: string) => lead + painted(word, brush));
  return `${colored}${problemsText(result)}${detail ? `\nPolicy Evaluation Details:\n${findingsText(result, color)}` : ''}`;
}

const meaning: Readonly<Record<string, Action>> = { pass: 'go', fail: 'stop', stop: 'stop', warn: 'warn', go: 'go' };

function painted(word: string, brush: ReturnType<typeof paint>): string {
  return brush.action(meaning[word] ?? 'go', word);
}

/** What kept the policy from being evaluated as it is written. */
function problemsText({ evaluation_problems: problems }: PolicyEvaluationResult): string {
  return problems.map(({ severity, details }) => `Problem: ${severity}: ${printable(details)}\n`).join('');
}

const ranks: Readonly<Record<Action, number>> = { stop: 0, warn: 1, go: 2 };

/** Findings, those that stop first. */
export function findingsOf(result: PolicyEvaluationResult | undefined): readonly PolicyEvaluationFinding[] {
  const findings = result?.details?.findings ?? [];
  return [...findings].sort(by(({ action }) => ranks[action]));
}

function findingsText(result: PolicyEvaluationResult, color: boolean): string {
  const findings = findingsOf(result);
  if (findings.length === 0) return 'no findings\n';
  const fixes = fixesOf(result);
  const rows = findings.map((finding) => [
    finding.allowlisted ? `${finding.action} (allowlisted)` : finding.action,
    finding.gate,
    finding.trigger,
    finding.message,
    fixes.get(finding.trigger_id) ?? '',
    finding.recommendation,
  ]);
  const columns = [
    { title: 'ACTION' },
    { title: 'GATE' },
    { title: 'TRIGGER' },
    // Whole sentences: the id of a weakness stands at the end of its message, and a log has no second look.
    { title: 'MESSAGE', max: 500 },
    { title: 'FIX', max: 200 },
    { title: 'RECOMMENDATION', max: 500 },
  ];
  const used = columns.map((_, at) => at < 4 || rows.some((row) => row[at] !== ''));
  const table = renderTable(
    columns.filter((_, at) => used[at]),
    rows.map((row) => row.filter((_, at) => used[at])),
  );
  const brush = paint(color);
  return table.replace(/^(stop|warn|go)(?= )/gm, (word) => painted(word, brush));
}

/** The preferred suggestion, else the first, by trigger id. */
export function fixesOf({ details }: PolicyEvaluationResult): ReadonlyMap<string, string> {
  const fixes = new Map<string, string>();
  for (const { suggestions, trigger_ids: ids } of details?.remediations ?? []) {
    const suggestion = suggestions.find(({ preferred }) => preferred) ?? suggestions[0];
    if (suggestion) for (const id of ids) fixes.set(id, suggestion.message);
  }
  return fixes;
}
