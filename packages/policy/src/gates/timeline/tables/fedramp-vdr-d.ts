import type { DecisionTable } from './types.ts';
import { vdrRows } from './vdr-rows.ts';

/** VDR-TFR-PVR of FedRAMP's Consolidated Rules 2026 for class D; all of them are "should". */
export const fedrampVdrD: DecisionTable = {
  id: 'fedramp-vdr-d',
  title: 'FedRAMP VDR class D',
  clock: 'lineage',
  uses: ['level', 'exposure', 'likelihood'],
  rows: vdrRows({
    N5: [0.5, 1, 8],
    N4: [2, 8, 32],
    N3: [8, 16, 64],
    N2: [24, 96, 192],
  }),
};
