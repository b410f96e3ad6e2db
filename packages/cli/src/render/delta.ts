import type { DeltaVerdict, RecordedFinding } from '@gantry/policy';
import { paint } from './paint.ts';
import { printable, renderTable } from './table.ts';

/** What a change brought, for people: what is new first, what is inherited as a number. */
export function deltaText(delta: DeltaVerdict, color: boolean): string {
  const brush = paint(color);
  const open = delta.inherited.filter(({ allowlisted }) => !allowlisted);
  const parts = [
    section(`${brush.strong('New with this change')} ${delta.introduced.length}`, delta.introduced),
    section(`${brush.strong('Newly accepted by an allowlist')} ${delta.suppressed.length}`, delta.suppressed),
    section(`${brush.strong('Gone')} ${delta.removed.length}`, delta.removed),
    `${brush.strong('Inherited')} ${open.length} from the baseline (its verdict: ${delta.baseline}; that of the target alone: ${delta.target})\n`,
    ...delta.problems.map(({ severity, details }) => `  ${severity}: ${printable(details)}\n`),
    `${brush.strong('Verdict on the change')}: ${brush.action(delta.action)}${delta.because.length === 0 ? '' : `  ${printable(delta.because.join('; '))}`}\n`,
  ];
  return parts.filter((part) => part !== '').join('');
}

/** Findings of verdicts that are compared, as a table; empty for none. */
function section(title: string, findings: readonly RecordedFinding[]): string {
  if (findings.length === 0) return '';
  return `${title}\n${findingTable(findings)}`;
}

/** Recorded findings as a table. */
export function findingTable(findings: readonly RecordedFinding[]): string {
  const columns = [
    { title: 'ACTION' },
    { title: 'RULE', max: 40 },
    { title: 'PACKAGE', max: 40 },
    { title: 'WHAT', max: 160 },
  ];
  return renderTable(
    columns,
    findings.map((one) => [one.action, one.ruleId, packageText(one), one.message]),
  );
}

/** Name and version of the package that a finding is about. */
export function packageText({ package: pkg }: RecordedFinding): string {
  return pkg ? `${pkg.name} ${pkg.version ?? ''}`.trim() : '';
}
