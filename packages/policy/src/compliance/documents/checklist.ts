import type { ComplianceReport, ControlResult, RuleEvidence } from '../types.ts';
import type { DocumentContext } from './context.ts';
import { factsOfReport } from './facts-of-report.ts';
import { escaped } from './markup.ts';
import { nextSteps } from './next-steps.ts';
import { controlToken, oneLine, type ReportIds, reportIds } from './oscal-names.ts';

/** Findings of a control beyond this many are counted, not told: people read the field on a screen. */
const mostFindings = 100;

/** The report as a checklist of STIG Viewer 2 (CKL). The order of elements is that of the viewer. */
export function checklistDocument(report: ComplianceReport, { toolVersion }: DocumentContext): string {
  const ids = reportIds(report, toolVersion);
  const info = infoOf(report, ids).map(([name, data]) =>
    tag('SI_DATA', tagText('SID_NAME', name) + tagText('SID_DATA', data)),
  );
  const items = report.controls.map((control) => item(control, report, ids));
  const stig = tag('iSTIG', tag('STIG_INFO', info.join('')) + items.join(''));
  return `<?xml version="1.0" encoding="UTF-8"?>\n<!--Written by Gantry ${commentText(toolVersion)}-->\n${tag('CHECKLIST', asset(report) + tag('STIGS', stig))}\n`;
}

function asset({ target }: ComplianceReport): string {
  const fields: readonly (readonly [string, string])[] = [
    ['ROLE', 'None'],
    ['ASSET_TYPE', 'Computing'],
    ['MARKING', ''],
    ['HOST_NAME', oneLine(target.name)],
    ['HOST_IP', ''],
    ['HOST_MAC', ''],
    ['HOST_FQDN', ''],
    ['TARGET_COMMENT', [target.digest, target.platform, target.distro].filter(Boolean).join(', ')],
    ['TECH_AREA', ''],
    ['TARGET_KEY', ''],
    ['WEB_OR_DATABASE', 'false'],
    ['WEB_DB_SITE', ''],
    ['WEB_DB_INSTANCE', ''],
  ];
  return tag('ASSET', fields.map(([name, text]) => tagText(name, text)).join(''));
}

function infoOf({ pack, framework, evaluatedAt, notices }: ComplianceReport, ids: ReportIds): [string, string][] {
  return [
    ['version', framework?.version ?? '-'],
    ['classification', 'UNCLASSIFIED'],
    ['customname', pack.name],
    ['stigid', `gantry-${pack.name}`],
    ['description', [pack.about, ...notices].join(' ')],
    ['filename', `gantry-${pack.name}`],
    ['releaseinfo', `Evaluated at ${evaluatedAt}`],
    ['title', pack.title],
    ['uuid', ids.of('checklist')],
    ['notice', 'This is a pack of Gantry and no STIG of DISA.'],
    ['source', framework?.source ?? 'Gantry'],
  ];
}

function item(control: ControlResult, report: ComplianceReport, ids: ReportIds): string {
  const rules = control.rules.flatMap((key) => report.rules[key] ?? []);
  const attributes = attributesOf({ control, rules }, report, ids).map(([name, data]) =>
    tag('STIG_DATA', tagText('VULN_ATTRIBUTE', name) + tagText('ATTRIBUTE_DATA', data)),
  );
  const fields = [
    tagText('STATUS', control.stigStatus),
    tagText('FINDING_DETAILS', detailsOf(control, rules)),
    tagText('COMMENTS', commentsOf(control, report)),
    tagText('SEVERITY_OVERRIDE', ''),
    tagText('SEVERITY_JUSTIFICATION', ''),
  ];
  return tag('VULN', [...attributes, ...fields].join(''));
}

interface Item {
  readonly control: ControlResult;
  readonly rules: readonly RuleEvidence[];
}

function attributesOf({ control, rules }: Item, report: ComplianceReport, ids: ReportIds): [string, string][] {
  const checks = rules.map(({ ruleId, gate, trigger }) => `${ruleId}: ${gate}.${trigger}`);
  const token = controlToken(report, control.id);
  return [
    ['Vuln_Num', control.id],
    ['Severity', severityOf(rules)],
    ['Group_Title', control.title],
    ['Rule_ID', token],
    ['Rule_Ver', control.id],
    ['Rule_Title', control.title],
    ['Vuln_Discuss', control.title],
    ['IA_Controls', ''],
    ['Check_Content', checks.length > 0 ? `Rules of Gantry:\n${checks.join('\n')}` : (control.manual ?? '')],
    ['Fix_Text', nextSteps(control, report).join('\n')],
    ['False_Positives', ''],
    ['False_Negatives', ''],
    ['Documentable', 'false'],
    ['Mitigations', ''],
    ['Potential_Impact', ''],
    ['Third_Party_Tools', ''],
    ['Mitigation_Control', ''],
    ['Responsibility', ''],
    ['Security_Override_Guidance', ''],
    ['Check_Content_Ref', 'M'],
    ['Weight', '10.0'],
    ['Class', 'Unclass'],
    ['STIGRef', oneLine(`${report.pack.title} :: ${report.framework?.version ?? '-'}`)],
    ['TargetKey', ''],
    ['STIG_UUID', ids.of(`checklist ${control.id}`)],
  ];
}

/** The viewer wants one. It follows from what the pack does about findings; comments say so. */
function severityOf(rules: readonly RuleEvidence[]): 'high' | 'medium' | 'low' {
  if (rules.some(({ action }) => action === 'stop')) return 'high';
  return rules.some(({ action }) => action === 'warn') ? 'medium' : 'low';
}

function detailsOf({ state, reasons }: ControlResult, rules: readonly RuleEvidence[]): string {
  const open = rules.filter(({ action }) => action !== 'go').flatMap((rule) => rule.open);
  const told = open.slice(0, mostFindings).map(({ message, triggerId }) => `- ${message} [${triggerId}]`);
  const untold = open.length - told.length;
  return [`${state}:`, ...reasons, ...told, ...(untold > 0 ? [`and ${untold} more findings`] : [])].join('\n');
}

function commentsOf({ manual }: ControlResult, report: ComplianceReport): string {
  return [
    ...(manual ? [`For people: ${manual}`] : []),
    'The severity is what the pack does about findings (stop: high, warn: medium), and nobody else’s rating.',
    ...factsOfReport(report).map(({ name, value }) => `${name}: ${value}`),
  ].join('\n');
}

function tag(name: string, inner: string): string {
  return `<${name}>${inner}</${name}>`;
}

function tagText(name: string, text: string): string {
  return tag(name, escaped(text));
}

function commentText(text: string): string {
  return escaped(text).replace(/-{2,}|-$/g, '');
}
