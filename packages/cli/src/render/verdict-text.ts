import type { Action, MatchReport } from '@gantry/core';
import { coverageOf } from './coverage.ts';
import type { Evaluated } from './evaluated.ts';
import { placeFinder, placeText } from './finding-place.ts';
import { type FindingRow, findingRows } from './finding-rows.ts';
import { greenText } from './green-text.ts';
import { type Paint, paint } from './paint.ts';
import { printable, renderTable } from './table.ts';
import { contentsLine, targetLine } from './target.ts';

interface Style {
  readonly color: boolean;
  readonly columns: number;
}

/** A verdict for people: what was looked at, what the rules found, the way to green, what was not evaluated, the answer. */
export function verdictText(evaluated: Evaluated, style: Style): string {
  const brush = paint(style.color);
  return [
    header(evaluated, brush),
    findingsSection(evaluated, 'stop', style),
    findingsSection(evaluated, 'warn', style),
    evaluated.green ? greenText(evaluated.green, brush) : '',
    coverageSection(evaluated, brush),
    problemsSection(evaluated, brush),
    answer(evaluated, brush),
  ]
    .filter((section) => section !== '')
    .join('\n');
}

function header({ facts, verdict }: Evaluated, brush: Paint): string {
  const lines = [
    ['Target', targetLine(facts.bill)],
    ['Contents', contentsLine(facts.bill)],
    ['Data', facts.report ? dataLine(facts.report) : 'none'],
    ['Policy', `${verdict.policyName} (${verdict.policyId})`],
  ];
  return lines.map(([name, text]) => `${brush.faint((name ?? '').padEnd(9))} ${printable(text ?? '')}\n`).join('');
}

/** Feeds that hold no advisories: what they hold is not counted as such. */
const besides: ReadonlySet<string> = new Set(['eol', 'epss', 'malware-hashes', 'nvd']);

/** Which advisories answered and how old they are. */
export function dataLine(report: MatchReport): string {
  const advisories = report.data.sources.filter(({ feed }) => !besides.has(feed));
  const records = advisories.reduce((sum, source) => sum + source.records, 0);
  const what = report.data.starter ? `starter set of ${records} records, not the live feeds` : `${records} records`;
  return `${what}, built ${report.data.builtAt.slice(0, 16).replace('T', ' ')} UTC`;
}

function findingsSection({ facts, verdict }: Evaluated, action: Action, style: Style): string {
  const findings = verdict.findings.filter((finding) => finding.action === action);
  if (findings.length === 0) return '';
  const brush = paint(style.color);
  const packages = new Map(facts.bill.packages.map((pkg) => [pkg.id, pkg]));
  const room = Math.max(44, Math.floor((style.columns - 30) / 2));
  const place = placeFinder(facts);
  const rows = findingRows(findings, packages, (finding) => placeText(place(finding))).map((row) => [
    row.what,
    row.where,
    row.fix,
    ruleText(row),
  ]);
  const columns = [
    { title: 'WHAT', max: room },
    { title: 'WHERE', max: room },
    { title: 'FIX', max: room },
    { title: 'RULES', max: room },
  ];
  return `${brush.action(action)} ${findings.length}\n${renderTable(columns, rows)}`;
}

/** Controls that a row spells out; JSON has all. */
const mostControls = 3;

/** `no-root (NIST-800-53:AC-6, CIS-DOCKER:4.1)` */
function ruleText({ rules, controls }: FindingRow): string {
  if (controls.length === 0) return rules.join(', ');
  const more = controls.length > mostControls ? ` and ${controls.length - mostControls} more` : '';
  return `${rules.join(', ')} (${controls.slice(0, mostControls).join(', ')}${more})`;
}

function coverageSection({ facts }: Evaluated, brush: Paint): string {
  if (!facts.report) return '';
  const coverage = coverageOf(facts.bill, facts.report);
  if (coverage.complete) return '';
  const lines = [`${coverage.evaluated} of ${coverage.packages} packages were compared with advisories.`];
  const reasons = new Map<string, number>();
  for (const item of coverage.notEvaluated) reasons.set(item.because, (reasons.get(item.because) ?? 0) + 1);
  for (const item of coverage.unread) reasons.set(item.because, (reasons.get(item.because) ?? 0) + 1);
  const common = [...reasons].sort((a, b) => b[1] - a[1]);
  for (const [because, count] of common.slice(0, 8)) lines.push(`${String(count).padStart(5)}  ${printable(because)}`);
  const more = common.length - 8;
  if (more > 0) lines.push(`       and ${more} further ${more === 1 ? 'reason' : 'reasons'} (-o json lists all)`);
  return `${brush.strong('Not evaluated')}\n${lines.map((line) => `  ${line}\n`).join('')}`;
}

function problemsSection({ verdict }: Evaluated, brush: Paint): string {
  if (verdict.problems.length === 0) return '';
  const lines = verdict.problems.map((problem) => `  ${problem.severity}: ${printable(problem.details)}\n`);
  return `${brush.strong('Problems')}\n${lines.join('')}`;
}

function answer({ verdict }: Evaluated, brush: Paint): string {
  const count = (action: Action) => verdict.findings.filter((finding) => finding.action === action).length;
  const allowed = verdict.findings.filter((finding) => finding.allowlisted).length;
  const counts = [
    `${count('stop')} stop`,
    `${count('warn')} warn`,
    ...(allowed > 0 ? [`${allowed} allowlisted`] : []),
  ].join(', ');
  const reason = verdict.finalActionReason === 'policy_evaluation' ? '' : ` (image ${verdict.finalActionReason})`;
  return `${brush.strong('Verdict')}: ${brush.action(verdict.finalAction)}${reason}  ${counts}\n`;
}
