import type { DecisionTable } from './types.ts';

/** Requirement 6.3.3 of PCI DSS 4.0.1: critical fixes within a month of release. Ninety days for high is a choice of ours. */
export const pciDss4: DecisionTable = {
  id: 'pci-dss-4',
  title: 'PCI DSS 4.0.1',
  clock: 'fix',
  uses: ['cvss'],
  rows: [
    { when: { cvssAtLeast: 9 }, within: 30, says: '30 days from the fix' },
    { when: { cvssAtLeast: 7 }, within: 90, says: '90 days from the fix' },
  ],
};
