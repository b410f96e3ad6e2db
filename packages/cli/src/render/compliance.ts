import type { ComplianceReport } from '@gantry/contract/compliance';
import type { Action } from '@gantry/core';
import { stateWords } from '@gantry/policy';
import { type Paint, paint } from './paint.ts';
import { printable, renderTable } from './table.ts';

interface Style {
  readonly color: boolean;
  /** Cells of a line. */
  readonly columns: number;
}

type Control = ComplianceReport['controls'][number];

/** A report for people: what was looked at, every control with its state, what to do, what it rests on, and a sentence that claims nothing. */
export function complianceText(report: ComplianceReport, style: Style): string {
  const brush = paint(style.color);
  return [
    header(report, brush),
    controlsTable(report, style, brush),
    stepsSection(report, brush),
    inputsSection(report, brush),
    `${report.notices.map((notice) => `${printable(notice)}\n`).join('')}${brush.strong(printable(report.summary))}\n`,
  ]
    .filter((section) => section !== '')
    .join('\n');
}

function header({ pack, framework, target, evaluated_at, verdict }: ComplianceReport, brush: Paint): string {
  const lines: [string, string][] = [
    ['Pack', `${pack.name} (${pack.title})`],
    ...(framework ? [['Framework', `${framework.title} ${framework.version}`] satisfies [string, string]] : []),
    ['Target', [target.name, target.platform, target.distro].filter(Boolean).join(', ')],
    ...(target.digest ? [['Digest', target.digest] satisfies [string, string]] : []),
    ['Evaluated', evaluated_at],
    ['Policy', `${verdict.policy.name} (${verdict.policy.id})`],
  ];
  return lines.map(([name, text]) => `${brush.faint(name.padEnd(9))} ${printable(text)}\n`).join('');
}

const actions: Readonly<Partial<Record<Control['state'], Action>>> = {
  failed: 'stop',
  'not-evaluated': 'warn',
  'satisfied-by-check': 'go',
};

function controlsTable({ controls }: ComplianceReport, { columns }: Style, brush: Paint): string {
  const room = Math.max(30, Math.floor((columns - 36) / 2));
  const titles = [
    { title: 'CONTROL', max: 24 },
    { title: 'STATE' },
    { title: 'TITLE', max: room },
    { title: 'WHY', max: room },
  ];
  const rows = controls.map((control) => [control.id, stateWords[control.state], control.title, whyOf(control)]);
  const [head = '', ...lines] = renderTable(titles, rows).trimEnd().split('\n');
  const painted = lines.map((line, at) => paintState(line, controls[at], brush));
  return [brush.strong(head), ...painted].map((line) => `${line}\n`).join('');
}

function whyOf({ reasons: [first = '', ...more] }: Control): string {
  return more.length === 0 ? first : `${first} (and ${more.length} more)`;
}

/** Colour comes after the widths are known; the word itself tells the state. */
function paintState(line: string, control: Control | undefined, brush: Paint): string {
  const action = control && actions[control.state];
  if (control === undefined || action === undefined) return line;
  const word = stateWords[control.state];
  const at = line.indexOf(`  ${word}`) + 2;
  return `${line.slice(0, at)}${brush.action(action, word)}${line.slice(at + word.length)}`;
}

/** What to do, each thing once with the controls that it is for: those that failed first. */
function stepsSection({ controls }: ComplianceReport, brush: Paint): string {
  const states = ['failed', 'not-evaluated'] as const;
  const parts = states.map((state) => {
    const steps = new Map<string, string[]>();
    for (const { id, next_steps } of controls.filter((control) => control.state === state)) {
      for (const step of next_steps) steps.set(step, [...(steps.get(step) ?? []), id]);
    }
    const lines = [...steps].map(([step, ids]) => `  ${printable(step)} ${brush.faint(`[${idsText(ids)}]`)}\n`);
    const title = state === 'failed' ? 'What to do about what failed' : 'What is missing for the rest';
    return lines.length === 0 ? '' : `${brush.strong(title)}\n${lines.join('')}`;
  });
  return parts.filter((part) => part !== '').join('\n');
}

const mostIds = 6;

function idsText(ids: readonly string[]): string {
  const more = ids.length > mostIds ? `, and ${ids.length - mostIds} more` : '';
  return `${ids.slice(0, mostIds).map(printable).join(', ')}${more}`;
}

function inputsSection({ digests }: ComplianceReport, brush: Paint): string {
  const { clock: _clock, ...sums } = digests;
  const lines = Object.entries(sums).map(
    ([name, digest]) => `  ${brush.faint(name.padEnd(10))} ${printable(digest)}\n`,
  );
  return `${brush.strong('What it rests on')}\n${lines.join('')}`;
}
