import type { DecisionTable } from './types.ts';

/**
 * CISA BOD 26-04 (10 June 2026), as CERT/CC publishes it in machine-readable form. Sixty days where CISA published no decision points
 * and the vulnerability is not exploited is guidance that was quoted by one source only.
 */
export const bod2604: DecisionTable = {
  id: 'bod-26-04',
  title: 'BOD 26-04',
  clock: 'kev-or-lineage',
  uses: ['kev', 'exposure', 'ssvc'],
  rows: [
    { when: { kev: true, exposed: true, impact: 'total' }, within: 3, says: '3 days and forensic triage' },
    { when: { kev: true, automatable: true, impact: 'total' }, within: 3, says: '3 days and forensic triage' },
    { when: { kev: true, exposed: true, automatable: true }, within: 3, says: '3 days' },
    { when: { kev: true }, within: 14, says: '14 days' },
    { when: { ssvc: false }, within: 60, says: '60 days' },
    { when: { exposed: true, automatable: true, impact: 'total' }, within: 3, says: '3 days' },
    { when: { exposed: true, automatable: true }, within: 14, says: '14 days' },
    { when: { exposed: true, impact: 'total' }, within: 14, says: '14 days' },
    { when: { exposed: true }, within: 60, says: '60 days' },
    { when: { automatable: true }, within: 60, says: '60 days' },
    { when: {}, within: null, says: 'next scheduled upgrade' },
  ],
};
