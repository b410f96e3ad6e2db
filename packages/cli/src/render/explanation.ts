import type { Action } from '@gantry/core';
import type { EvaluationTree, FindingNode, RuleNode } from '@gantry/policy';
import { type Paint, paint } from './paint.ts';
import { printable } from './printable.ts';
import { remedyText } from './remedy.ts';

/** Findings of a rule that the text shows; JSON has all. */
const mostFindings = 20;

/** How a verdict came about, for people: inputs, mapping, rule sets, rules, findings, evidence. */
export function explanationText(tree: EvaluationTree, color: boolean): string {
  const brush = paint(color);
  const lines = [
    `${brush.strong('Why')} ${brush.action(tree.action)}${reasonOf(tree)}`,
    `├─ policy ${tree.policy.name} (${tree.policy.id})`,
    ...inputLines(tree),
    ...mappingLines(tree),
    ...tree.ruleSets.flatMap((set) => [
      `├─ rule set ${set.name || set.id}: ${brush.action(set.action)}`,
      ...set.rules.flatMap((rule) => ruleLines(rule, brush)),
    ]),
    ...tree.allowlistHits.map(({ list, item, findings }) => `├─ allowlist ${list}: item ${item} covers ${findings}`),
    ...tree.problems.map(({ severity, details }) => `├─ ${severity}: ${details}`),
    `└─ ${tree.policyAction} by the rules${tree.action === tree.policyAction ? '' : `, ${tree.action} by the lists of images`}`,
  ];
  return lines.map((line) => `${keepColor(line, color)}\n`).join('');
}

/** Text from an image must not steer the terminal; our own colours may stay. */
function keepColor(line: string, color: boolean): string {
  if (!color) return printable(line);
  const colors = /(\u001b\[\d+m)/;
  return line
    .split(colors)
    .map((part) => (colors.test(part) ? part : printable(part)))
    .join('');
}

function reasonOf({ reason, deniedBy, allowedBy }: EvaluationTree): string {
  if (reason === 'denylisted') return `: the image is denied by ${deniedBy?.name ?? ''}`;
  return reason === 'allowlisted' ? `: the image is allowed by ${allowedBy?.name ?? ''}` : '';
}

function inputLines({ inputs, tag }: EvaluationTree): string[] {
  const digests = Object.entries(inputs).map(([name, value]) => `│  ${name.padEnd(10)} ${value}`);
  return ['├─ inputs', ...digests, `│  ${'tag'.padEnd(10)} ${tag ?? 'none'}`];
}

function mappingLines({ mapping }: EvaluationTree): string[] {
  if (mapping === null) return ['├─ no mapping accepts the artifact: no rule was run'];
  const place = mapping.place === null ? '' : `, number ${mapping.place} of the list`;
  const lists = mapping.allowlists.length === 0 ? '' : `, allowlists ${mapping.allowlists.join(', ')}`;
  return [`├─ mapping ${mapping.name || mapping.id}${place}${lists}`];
}

function ruleLines(rule: RuleNode, brush: Paint): string[] {
  const { id, gate, trigger, action, outcome, findings, because, parameters, controlIds } = rule;
  const found = findings.length > 0 ? `${findings.length} found` : outcome === 'evaluated' ? 'nothing found' : outcome;
  const shown = parameters.map(({ name, value }) => `${name}=${value.replace(/\s+/g, ' ').slice(0, 80)}`).join(' ');
  const word = findings.length > 0 ? brush.action(action as Action) : action;
  const more = findings.length - mostFindings;
  return [
    `│  ├─ ${word} ${id}: ${gate}.${trigger}: ${found}`,
    ...(shown === '' ? [] : [`│  │    with ${shown}`]),
    ...(controlIds.length === 0 ? [] : [`│  │    evidence for ${controlIds.join(', ')}`]),
    ...because.map((reason) => `│  │    ${reason}`),
    ...findings.slice(0, mostFindings).flatMap((finding) => findingLines(finding, brush)),
    ...(more > 0 ? [`│  │  ├─ and ${more} more (-o json lists all)`] : []),
  ];
}

function findingLines({ action, message, allowedBy, fix, evidence }: FindingNode, brush: Paint): string[] {
  const about = evidenceTexts(evidence);
  const remedy = remedyText(fix);
  return [
    `│  │  ├─ ${brush.action(action)} ${message}`,
    ...(allowedBy ? [`│  │  │    accepted by ${allowedBy.name} (${allowedBy.item})`] : []),
    ...about.map((text) => `│  │  │    ${text}`),
    ...(remedy === '' ? [] : [`│  │  │    fix: ${remedy}`]),
  ];
}

function evidenceTexts({ package: pkg, match, file, layer, dockerfile }: FindingNode['evidence']): string[] {
  return [
    ...(pkg ? [`package ${pkg.name} ${pkg.version ?? 'without a version'} (${pkg.kind})`] : []),
    ...(match ? [`${match.advisory} of ${match.feed}, ${match.severity}: ${match.range}`] : []),
    ...(file === null ? [] : [`file ${file}`]),
    ...(layer
      ? [`layer ${layer.number ?? layer.diffId}${layer.createdBy ? `: ${layer.createdBy.slice(0, 120)}` : ''}`]
      : []),
    ...(dockerfile ? [`Dockerfile (${dockerfile.mode}), line ${dockerfile.line}: ${dockerfile.instruction}`] : []),
  ];
}
