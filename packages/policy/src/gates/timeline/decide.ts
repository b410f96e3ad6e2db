import type { DecisionFacts, DecisionRow, DecisionTable } from './tables/types.ts';

/**
 * The first row of a table that holds; null when none does. `no-score`: the table goes by scores and there is none, nor a severity to
 * take one from.
 */
export function decide({ rows, uses }: DecisionTable, facts: DecisionFacts): DecisionRow | 'no-score' | null {
  if (uses.includes('cvss') && facts.cvss === null) return 'no-score';
  if (uses.includes('level') && facts.level === null) return 'no-score';
  return rows.find((row) => isSo(row, facts)) ?? null;
}

function isSo({ when: { cvssAtLeast, ...wanted } }: DecisionRow, facts: DecisionFacts): boolean {
  if (cvssAtLeast !== undefined && (facts.cvss ?? -1) < cvssAtLeast) return false;
  const given: Partial<Record<string, unknown>> = facts as unknown as Record<string, unknown>;
  return Object.entries(wanted).every(([name, value]) => given[name] === value);
}
