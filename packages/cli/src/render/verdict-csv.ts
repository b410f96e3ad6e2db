import { primaryPath } from './bill.ts';
import { renderCsv } from './csv.ts';
import type { Evaluated } from './evaluated.ts';
import { placeFinder } from './finding-place.ts';
import { remedyText } from './remedy.ts';

const titles = [
  'action',
  'gate',
  'trigger',
  'rule',
  'trigger_id',
  'vulnerability',
  'package',
  'version',
  'type',
  'path',
  'layer',
  'layer_number',
  'dockerfile_line',
  'message',
  'recommendation',
  'fix',
  'allowlisted',
  'controls',
];

/** Findings as CSV, one row each. */
export function verdictCsv({ facts, verdict }: Evaluated): string {
  const packages = new Map(facts.bill.packages.map((pkg) => [pkg.id, pkg]));
  const place = placeFinder(facts);
  const rows = verdict.findings.map((finding) => {
    const { layer, line } = place(finding);
    const pkg = finding.packageId ? packages.get(finding.packageId) : undefined;
    return [
      finding.action,
      finding.gate,
      finding.trigger,
      finding.ruleId,
      finding.triggerId,
      finding.vulnerability ?? '',
      pkg?.name ?? '',
      pkg?.version ?? '',
      pkg?.kind ?? '',
      finding.path ?? (pkg ? primaryPath(pkg) : ''),
      finding.layer ?? '',
      String(layer ?? ''),
      String(line ?? ''),
      finding.message,
      finding.recommendation,
      remedyText(finding.fix),
      String(finding.allowlisted),
      finding.controlIds.join(' '),
    ];
  });
  return renderCsv(titles, rows);
}
