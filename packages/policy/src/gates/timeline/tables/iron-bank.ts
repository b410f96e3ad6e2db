import type { DecisionTable } from './types.ts';

/** Acceptance criteria of Iron Bank as two projects repeat them; the primary text could not be read. */
export const ironBank: DecisionTable = {
  id: 'iron-bank',
  title: 'Iron Bank',
  clock: 'lineage',
  uses: ['cvss'],
  rows: [
    { when: { cvssAtLeast: 9 }, within: 15, says: '15 days' },
    { when: { cvssAtLeast: 7 }, within: 35, says: '35 days' },
    { when: { cvssAtLeast: 4 }, within: 180, says: '180 days' },
    { when: { cvssAtLeast: 0.1 }, within: 360, says: '360 days' },
  ],
};
