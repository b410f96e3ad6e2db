import type { ComplianceReport, ControlResult } from '../types.ts';
import type { DocumentContext } from './context.ts';
import { steady } from './markup.ts';
import { nextSteps } from './next-steps.ts';

const titles = [
  ...['framework', 'framework_version', 'control', 'title', 'automation', 'state', 'stig_status'],
  ...['open_findings', 'accepted_findings', 'reasons', 'next_steps', 'manual', 'rules', 'notices', 'pack'],
  ...['target', 'image_digest', 'evaluated_at', 'sbom', 'advisories', 'inspection', 'context', 'policy', 'exceptions'],
  'tool',
];

/** One row a control (RFC 4180), each with the digests and the time that it rests on: rows get copied apart. */
export function csvDocument(report: ComplianceReport, { toolVersion }: DocumentContext): string {
  const { framework, pack, target, digests, evaluatedAt, notices } = report;
  const { sbom, advisories, inspection, context, policy, exceptions } = digests;
  const about = [notices.join(' '), pack.name, target.name, target.digest ?? '', evaluatedAt];
  const rest = [...about, sbom, advisories, inspection, context, policy, exceptions, `gantry ${toolVersion}`];
  const rows = report.controls.map((control) => [
    framework?.id ?? '',
    framework?.version ?? '',
    ...controlCells(control, report),
    ...rest,
  ]);
  return [titles, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

function controlCells(control: ControlResult, report: ComplianceReport): string[] {
  return [
    ...[control.id, control.title, control.automation, control.state, control.stigStatus],
    ...[String(control.openFindings), String(control.acceptedFindings)],
    ...[control.reasons.join('\n'), nextSteps(control, report).join('\n')],
    ...[control.manual ?? '', control.rules.join(' ')],
  ];
}

/** A cell that a spreadsheet would run as a formula is defused by a leading apostrophe. */
function cell(given: string): string {
  const text = steady(given);
  const safe = /^\s*[=+\-@]|^[\t\r\n]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
