import type { Finding } from '@gantry/core';
import type { ComplianceReport, ControlResult, RuleEvidence } from '../types.ts';
import { nextSteps, remedyText } from './next-steps.ts';
import { controlToken, oneLine, prop, type ReportIds } from './oscal-names.ts';

/** Findings of a rule beyond this many are counted, not told; the JSON document has all. */
const mostEvidence = 500;

/** One observation a rule that gives evidence for a control, then one for each control on which nothing can be said. */
export function observationsOf(report: ComplianceReport, ids: ReportIds): unknown[] {
  const used = new Set(report.controls.flatMap(({ rules }) => rules));
  const ofRules = Object.entries(report.rules).filter(([key]) => used.has(key));
  return [
    ...ofRules.map(([key, rule]) => ruleObservation({ key, rule }, report, ids)),
    ...report.controls
      .filter(({ oscalState }) => oscalState === null)
      .map((control) => openQuestion(control, report, ids)),
  ];
}

/** One finding a control that OSCAL has a word for: `satisfied` or `not-satisfied`. */
export function findingsOf(report: ComplianceReport, ids: ReportIds): unknown[] {
  return report.controls.flatMap((control) => {
    if (control.oscalState === null) return [];
    const related = control.rules.map((key) => ({ 'observation-uuid': ids.of(`rule ${key}`) }));
    return [
      {
        uuid: ids.of(`finding ${control.id}`),
        title: oneLine(`${control.id} ${control.title}`),
        description: control.reasons.join('\n\n'),
        props: controlProps(control),
        origins: originsOf(ids),
        target: {
          type: 'statement-id',
          'target-id': `${controlToken(report, control.id)}_smt`,
          status: {
            state: control.oscalState,
            reason: control.oscalState === 'satisfied' ? 'pass' : 'fail',
            remarks: control.reasons.join('\n\n'),
          },
        },
        ...(related.length > 0 ? { 'related-observations': related } : {}),
        ...remarksOf(nextSteps(control, report)),
      },
    ];
  });
}

function ruleObservation(
  { key, rule }: { readonly key: string; readonly rule: RuleEvidence },
  report: ComplianceReport,
  ids: ReportIds,
) {
  const { open, accepted } = rule;
  const findings = [...open, ...accepted];
  const found = `${open.length} open and ${accepted.length} accepted findings`;
  const evidence = findings.slice(0, mostEvidence).map(evidenceOf);
  const untold = findings.length - evidence.length;
  return {
    uuid: ids.of(`rule ${key}`),
    title: oneLine(`Rule ${rule.ruleId}: ${rule.gate}.${rule.trigger}`),
    description: [`The rule was ${outcomeText(rule)}: ${found}.`, ...rule.because].join('\n\n'),
    props: [
      prop('rule', key),
      prop('outcome', rule.outcome),
      prop('action', rule.action),
      prop('open-findings', open.length),
      prop('accepted-findings', accepted.length),
    ],
    methods: ['TEST'],
    types: ['finding'],
    origins: originsOf(ids),
    subjects: [subjectOf(report, ids)],
    ...(evidence.length > 0 ? { 'relevant-evidence': evidence } : {}),
    collected: report.evaluatedAt,
    ...remarksOf([
      ...(rule.recommendation === '' ? [] : [rule.recommendation]),
      ...(untold > 0 ? [`${untold} more findings are in the report as JSON.`] : []),
    ]),
  };
}

function outcomeText({ outcome }: RuleEvidence): string {
  return outcome === 'partly' ? 'evaluated in part' : outcome.replace('-', ' ');
}

function evidenceOf(finding: Finding) {
  const { message, triggerId, allowlisted, path, vulnerability, fix } = finding;
  return {
    description: message === '' ? triggerId : message,
    props: [
      prop('trigger-id', triggerId),
      prop('allowlisted', String(allowlisted)),
      ...(path ? [prop('path', path)] : []),
      ...(vulnerability ? [prop('vulnerability', vulnerability)] : []),
    ],
    ...(fix ? { remarks: remedyText(fix) } : {}),
  };
}

/** OSCAL has no word for "not known" among findings: what is not known is an observation that says so. */
function openQuestion(control: ControlResult, report: ComplianceReport, ids: ReportIds) {
  return {
    uuid: ids.of(`control ${control.id}`),
    title: oneLine(`${control.id} ${control.title}: ${control.state}`),
    description: control.reasons.join('\n\n'),
    props: [prop('control-id', controlToken(report, control.id)), ...controlProps(control)],
    methods: [control.state === 'satisfied-by-check' ? 'TEST' : 'UNKNOWN'],
    types: ['control-objective'],
    origins: originsOf(ids),
    subjects: [subjectOf(report, ids)],
    collected: report.evaluatedAt,
    ...remarksOf(nextSteps(control, report)),
  };
}

function controlProps({ id, state, automation }: ControlResult) {
  return [prop('control-label', id), prop('state', state), prop('automation', automation)];
}

function originsOf(ids: ReportIds) {
  return [{ actors: [{ type: 'tool', 'actor-uuid': ids.of('tool') }] }];
}

function subjectOf({ target }: ComplianceReport, ids: ReportIds) {
  return { 'subject-uuid': ids.of('target'), type: 'component', title: oneLine(target.name) };
}

function remarksOf(sentences: readonly string[]): { remarks?: string } {
  return sentences.length === 0 ? {} : { remarks: sentences.join('\n\n') };
}
