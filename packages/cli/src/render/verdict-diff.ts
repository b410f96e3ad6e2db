import type { FindingChange, VerdictDiff } from '@gantry/policy';
import { packageText } from './delta.ts';
import { paint } from './paint.ts';
import { renderTable } from './table.ts';

/** How two verdicts differ, for people. */
export function verdictDiffText(diff: VerdictDiff, color: boolean): string {
  const brush = paint(color);
  const inputs = diff.inputs.length === 0 ? 'no input differs' : `inputs that differ: ${diff.inputs.join(', ')}`;
  const head = `${brush.action(diff.before)} -> ${brush.action(diff.after)}  ${inputs}\n`;
  if (diff.changes.length === 0) return `${head}the same ${diff.same} findings\n`;
  const columns = [
    { title: 'CHANGE' },
    { title: 'CAUSE' },
    { title: 'RULE', max: 40 },
    { title: 'PACKAGE', max: 40 },
    { title: 'WHAT', max: 160 },
  ];
  const table = renderTable(columns, diff.changes.map(rowOf));
  const unknown = diff.changes.find(({ cause }) => cause === 'unknown');
  const why = unknown ? `unknown: ${unknown.because}\n` : '';
  return `${head}${table}${diff.same} findings are the same\n${why}`;
}

function rowOf({ kind, cause, before, after }: FindingChange): string[] {
  const one = after ?? before;
  if (!one) return [kind, cause];
  const was = before && after && before.action !== after.action ? ` (${before.action} -> ${after.action})` : '';
  return [`${kind}${was}`, cause, one.ruleId, packageText(one), one.message];
}
