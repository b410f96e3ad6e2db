import type { PolicyEvaluationFinding, PolicyEvaluationResult } from '@gantry/contract/common';
import type { Action } from '@gantry/core';
import { by } from '@gantry/core/order';
import { paint } from './paint.ts';
import { printable, renderTable } from './table.ts';
import { widthOf, wrapToWidth } from './text-width.ts';

interface Style {
  readonly color: boolean;
  /** Cells of a line that a person looks at; null where lines may be of any length (pipes, files). */
  readonly columns: number | null;
}

const ranks: Readonly<Record<Action, number>> = { stop: 0, warn: 1, go: 2 };

/** Findings, those that stop first. */
export function findingsOf(result: PolicyEvaluationResult | undefined): readonly PolicyEvaluationFinding[] {
  const findings = result?.details?.findings ?? [];
  return [...findings].sort(by(({ action }) => ranks[action]));
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

/** The findings for people: a line each, or, where the screen is narrower than that, a few lines each. */
export function findingsText(result: PolicyEvaluationResult, { color, columns }: Style): string {
  const findings = findingsOf(result);
  if (findings.length === 0) return 'no findings\n';
  const fixes = fixesOf(result);
  const rows = findings.map((finding) => rowOf(finding, fixes));
  const table = tableOf(rows);
  const plain = columns === null || fits(table, columns) ? table : blocksOf(rows, columns);
  const brush = paint(color);
  return plain.replace(/^(stop|warn|go)(?= )/gm, (word) => brush.action(word as Action, word));
}

interface Row {
  readonly action: string;
  readonly gate: string;
  readonly trigger: string;
  readonly message: string;
  readonly fix: string;
  readonly recommendation: string;
}

function rowOf(finding: PolicyEvaluationFinding, fixes: ReadonlyMap<string, string>): Row {
  const { action, gate, trigger, message, recommendation } = finding;
  const stated = finding.allowlisted ? `${action} (allowlisted)` : action;
  return { action: stated, gate, trigger, message, fix: fixes.get(finding.trigger_id) ?? '', recommendation };
}

function tableOf(rows: readonly Row[]): string {
  const columns = [
    { title: 'ACTION', of: (row: Row) => row.action },
    { title: 'GATE', of: (row: Row) => row.gate },
    { title: 'TRIGGER', of: (row: Row) => row.trigger },
    // Whole sentences: the id of a weakness stands at the end of its message, and a log has no second look.
    { title: 'MESSAGE', max: 500, of: (row: Row) => row.message },
    { title: 'FIX', max: 200, of: (row: Row) => row.fix },
    { title: 'RECOMMENDATION', max: 500, of: (row: Row) => row.recommendation },
  ];
  const used = columns.filter(({ of }, at) => at < 4 || rows.some((row) => of(row) !== ''));
  return renderTable(
    used,
    rows.map((row) => used.map(({ of }) => of(row))),
  );
}

function fits(table: string, columns: number): boolean {
  return table.split('\n').every((line) => widthOf(line) <= columns);
}

/** For a narrow screen: gate and trigger, then the sentences below them, wrapped and indented. */
function blocksOf(rows: readonly Row[], columns: number): string {
  return rows
    .map((row) => {
      const head = printable(`${row.action.padEnd(4)}  ${row.gate}: ${row.trigger}`);
      const fix = row.fix === '' ? '' : `Fix: ${row.fix}`;
      const below = [row.message, fix, row.recommendation].filter((text) => text !== '');
      return `${[head, ...below.flatMap((text) => indented(text, columns))].join('\n')}\n`;
    })
    .join('\n');
}

const indent = ' '.repeat(6);

function indented(text: string, columns: number): readonly string[] {
  return wrapToWidth(printable(text), Math.max(30, columns - indent.length)).map((line) => indent + line);
}
