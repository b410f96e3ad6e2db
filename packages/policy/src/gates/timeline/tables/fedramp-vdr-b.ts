import type { DecisionTable } from './types.ts';
import { vdrRows } from './vdr-rows.ts';

/** VDR-TFR-PVR of FedRAMP's Consolidated Rules 2026 for class B; all of them are "should". */
export const fedrampVdrB: DecisionTable = {
  id: 'fedramp-vdr-b',
  title: 'FedRAMP VDR class B',
  clock: 'lineage',
  uses: ['level', 'exposure', 'likelihood'],
  rows: vdrRows({
    N5: [4, 8, 32],
    N4: [8, 32, 64],
    N3: [32, 64, 192],
    N2: [96, 160, 192],
  }),
};
