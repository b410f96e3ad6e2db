import type { DecisionRow, ImpactLevel } from './types.ts';

/** Days by impact level: exposed and likely; likely alone; not likely. */
export type VdrDays = Readonly<Record<Exclude<ImpactLevel, 'N1'>, readonly [number, number, number]>>;

/** Rows of a class of FedRAMP's vulnerability rules (2026.07.14.01). N1 has no fixed time. */
export function vdrRows(days: VdrDays): DecisionRow[] {
  const levels = ['N5', 'N4', 'N3', 'N2'] as const;
  const rows = levels.flatMap((level): DecisionRow[] => [
    row({ level, likely: true, exposed: true }, days[level][0]),
    row({ level, likely: true }, days[level][1]),
    row({ level }, days[level][2]),
  ]);
  return [...rows, { when: { level: 'N1' }, within: null, says: 'no fixed time' }];
}

function row(when: DecisionRow['when'], within: number): DecisionRow {
  const says = within < 1 ? `${within * 24} hours` : `${within} ${within === 1 ? 'day' : 'days'}`;
  return { when, within, says };
}
