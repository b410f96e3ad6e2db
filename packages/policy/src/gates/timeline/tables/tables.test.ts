import { describe, expect, it } from 'vitest';
import { decide } from '../decide.ts';
import { tableIds, tables } from './index.ts';
import type { DecisionFacts, DecisionTable } from './types.ts';

const nothing: DecisionFacts = {
  kev: false,
  exposed: false,
  ssvc: true,
  automatable: false,
  impact: 'partial',
  likely: false,
  level: null,
  cvss: null,
};

function outcome(table: DecisionTable, facts: Partial<DecisionFacts>): string | null {
  const row = decide(table, { ...nothing, ...facts });
  return typeof row === 'string' || row === null ? row : row.says;
}

describe('policy/gates/timeline/tables', () => {
  it('lists every table', () => {
    expect(tableIds).toEqual(Object.keys(tables));
    for (const [id, table] of Object.entries(tables)) expect(table.id).toBe(id);
  });

  // In KEV, exposed, automatable, total impact: the sixteen rows as published.
  it.each([
    ['1111', '3 days and forensic triage'],
    ['1101', '3 days and forensic triage'],
    ['1011', '3 days and forensic triage'],
    ['1110', '3 days'],
    ['1100', '14 days'],
    ['1010', '14 days'],
    ['1001', '14 days'],
    ['1000', '14 days'],
    ['0111', '3 days'],
    ['0110', '14 days'],
    ['0101', '14 days'],
    ['0100', '60 days'],
    ['0011', '60 days'],
    ['0010', '60 days'],
    ['0001', 'next scheduled upgrade'],
    ['0000', 'next scheduled upgrade'],
  ])('bod-26-04 %s: %s', (bits, says) => {
    const [kev, exposed, automatable, total] = [...bits].map((bit) => bit === '1');
    const facts = { kev: kev === true, exposed: exposed === true, automatable: automatable === true };
    expect(outcome(tables['bod-26-04'], { ...facts, impact: total ? 'total' : 'partial' })).toBe(says);
  });

  it('bod-26-04 gives 60 days without decision points', () => {
    expect(outcome(tables['bod-26-04'], { ssvc: false, exposed: true, automatable: true, impact: 'total' })).toBe(
      '60 days',
    );
  });

  it.each([
    ['fedramp-vdr-b', 'N5', ['4 days', '8 days', '32 days']],
    ['fedramp-vdr-b', 'N4', ['8 days', '32 days', '64 days']],
    ['fedramp-vdr-b', 'N3', ['32 days', '64 days', '192 days']],
    ['fedramp-vdr-b', 'N2', ['96 days', '160 days', '192 days']],
    ['fedramp-vdr-c', 'N5', ['2 days', '4 days', '16 days']],
    ['fedramp-vdr-c', 'N4', ['4 days', '8 days', '64 days']],
    ['fedramp-vdr-c', 'N3', ['16 days', '32 days', '128 days']],
    ['fedramp-vdr-c', 'N2', ['48 days', '128 days', '192 days']],
    ['fedramp-vdr-d', 'N5', ['12 hours', '1 day', '8 days']],
    ['fedramp-vdr-d', 'N4', ['2 days', '8 days', '32 days']],
    ['fedramp-vdr-d', 'N3', ['8 days', '16 days', '64 days']],
    ['fedramp-vdr-d', 'N2', ['24 days', '96 days', '192 days']],
    ['fedramp-vdr-d', 'N1', ['no fixed time', 'no fixed time', 'no fixed time']],
  ] as const)('%s %s: %j', (id, level, says) => {
    const table = tables[id];
    expect([
      outcome(table, { level, likely: true, exposed: true }),
      outcome(table, { level, likely: true }),
      outcome(table, { level }),
    ]).toEqual(says);
  });

  it.each([
    ['fedramp-rev5', 9.8, '30 days'],
    ['fedramp-rev5', 7, '30 days'],
    ['fedramp-rev5', 6.9, '90 days'],
    ['fedramp-rev5', 3.9, '180 days'],
    ['fedramp-rev5', 0, null],
    ['fedramp-rev5', null, 'no-score'],
    ['iron-bank', 9, '15 days'],
    ['iron-bank', 8.9, '35 days'],
    ['iron-bank', 4, '180 days'],
    ['iron-bank', 0.1, '360 days'],
    ['pci-dss-4', 9, '30 days from the fix'],
    ['pci-dss-4', 7, '90 days from the fix'],
    ['pci-dss-4', 6.9, null],
  ] as const)('%s at %s: %s', (id, cvss, says) => {
    expect(outcome(tables[id], { cvss })).toBe(says);
  });
});
