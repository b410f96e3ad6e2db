import type { Finding, Package } from '@gantry/core';
import { remedyText } from './remedy.ts';

/** A row of the table of findings. */
export interface FindingRow {
  readonly what: string;
  readonly where: string;
  readonly fix: string;
  readonly rules: readonly string[];
  /** Controls of frameworks that the rules give evidence for. */
  readonly controls: readonly string[];
}

/** The same thing in the same place, found by one rule or several. */
interface Found {
  readonly finding: Finding;
  readonly pkg: Package | undefined;
  readonly where: string;
  readonly fix: string;
  readonly rules: Set<string>;
  readonly controls: Set<string>;
}

/** Package names that a row spells out. */
const mostNames = 3;

/**
 * Findings as rows for people: several rules on one thing are one row, and so are the packages of one source that share a vulnerability, a
 * version and a fix. The count above the table is still that of the findings. `placeOf` says where a finding is.
 */
export function findingRows(
  findings: readonly Finding[],
  packages: ReadonlyMap<string, Package>,
  placeOf: (finding: Finding) => string,
): FindingRow[] {
  const groups = new Map<string, Found[]>();
  for (const found of mergeRules(findings, packages, placeOf)) {
    const key = groupKey(found);
    const group = groups.get(key);
    if (group) group.push(found);
    else groups.set(key, [found]);
  }
  return [...groups.values()].map(toRow);
}

function mergeRules(
  findings: readonly Finding[],
  packages: ReadonlyMap<string, Package>,
  placeOf: (finding: Finding) => string,
): Found[] {
  const merged = new Map<string, Found>();
  for (const finding of findings) {
    const pkg = finding.packageId === null ? undefined : packages.get(finding.packageId);
    const where = placeOf(finding);
    const fix = shortFix(finding);
    const key = [finding.vulnerability ?? finding.message, finding.packageId ?? '', where, fix].join('\u0000');
    const known = merged.get(key);
    if (known) {
      known.rules.add(finding.ruleId);
      for (const control of finding.controlIds) known.controls.add(control);
    } else {
      const found = { finding, pkg, where, fix, rules: new Set([finding.ruleId]) };
      merged.set(key, { ...found, controls: new Set(finding.controlIds) });
    }
  }
  return [...merged.values()];
}

function groupKey({ finding, pkg, where, fix, rules }: Found): string {
  const who = finding.vulnerability !== null && pkg ? `${pkg.kind} ${pkg.version}` : (finding.packageId ?? '');
  return [finding.vulnerability ?? finding.message, who, where, fix, [...rules].join()].join('\u0000');
}

function toRow(group: readonly Found[]): FindingRow {
  const [first] = group as [Found];
  const { where, fix, rules, controls } = first;
  return { what: subject(first, group), where, fix, rules: [...rules], controls: [...controls] };
}

function subject({ finding, pkg }: Found, group: readonly Found[]): string {
  if (!pkg) return finding.message;
  if (finding.vulnerability === null) return `${pkg.name} ${pkg.version ?? ''}`.trim().concat(`: ${finding.message}`);
  const names = [...new Set(group.flatMap((found) => found.pkg?.name ?? []))];
  const shown = names.slice(0, mostNames).join(', ');
  const more = names.length > mostNames ? ` and ${names.length - mostNames} more` : '';
  return `${finding.vulnerability} in ${shown}${more} ${pkg.version ?? ''}`.trim();
}

/** The row names the package already. */
function shortFix({ fix, recommendation }: Finding): string {
  return fix?.kind === 'upgrade' ? `upgrade to ${fix.to}` : remedyText(fix) || recommendation;
}
