import type { PolicyEvaluation, PolicyEvaluationResult } from '@gantry/contract/common';
import type { Action } from '@gantry/core';
import { renderLines } from './answer.ts';
import { renderCsv } from './csv.ts';
import { findingsOf, findingsText, fixesOf } from './findings-text.ts';
import { paint } from './paint.ts';
import { printable } from './table.ts';

interface Style {
  /** With the table of findings. */
  readonly detail: boolean;
  readonly color: boolean;
  /** Cells of a line that a person looks at; null where lines may be of any length (pipes, files). */
  readonly columns: number | null;
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

function resultText(
  evaluation: PolicyEvaluation,
  result: PolicyEvaluationResult,
  { detail, color, columns }: Style,
): string {
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
  return `${colored}${problemsText(result)}${detail ? `\nPolicy Evaluation Details:\n${findingsText(result, { color, columns })}` : ''}`;
}

const meaning: Readonly<Record<string, Action>> = { pass: 'go', fail: 'stop', stop: 'stop', warn: 'warn', go: 'go' };

function painted(word: string, brush: ReturnType<typeof paint>): string {
  return brush.action(meaning[word] ?? 'go', word);
}

/** What kept the policy from being evaluated as it is written. */
function problemsText({ evaluation_problems: problems }: PolicyEvaluationResult): string {
  return problems.map(({ severity, details }) => `Problem: ${severity}: ${printable(details)}\n`).join('');
}
