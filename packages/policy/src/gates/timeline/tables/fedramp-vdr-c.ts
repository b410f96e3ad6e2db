import type { DecisionTable } from './types.ts';
import { vdrRows } from './vdr-rows.ts';

/** VDR-TFR-PVR of FedRAMP's Consolidated Rules 2026 for class C; all of them are "should". */
export const fedrampVdrC: DecisionTable = {
  id: 'fedramp-vdr-c',
  title: 'FedRAMP VDR class C',
  clock: 'lineage',
  uses: ['level', 'exposure', 'likelihood'],
  rows: vdrRows({
    N5: [2, 4, 16],
    N4: [4, 8, 64],
    N3: [16, 32, 128],
    N2: [48, 128, 192],
  }),
};
