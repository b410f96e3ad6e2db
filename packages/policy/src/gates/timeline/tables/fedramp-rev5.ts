import type { DecisionTable } from './types.ts';

/** The Rev 5 playbook of FedRAMP: high and critical 30 days, moderate 90, low 180, from discovery. */
export const fedrampRev5: DecisionTable = {
  id: 'fedramp-rev5',
  title: 'FedRAMP Rev 5',
  clock: 'lineage',
  uses: ['cvss'],
  rows: [
    { when: { cvssAtLeast: 7 }, within: 30, says: '30 days' },
    { when: { cvssAtLeast: 4 }, within: 90, says: '90 days' },
    { when: { cvssAtLeast: 0.1 }, within: 180, says: '180 days' },
  ],
};
