import { bod2604 } from './bod-26-04.ts';
import { fedrampRev5 } from './fedramp-rev5.ts';
import { fedrampVdrB } from './fedramp-vdr-b.ts';
import { fedrampVdrC } from './fedramp-vdr-c.ts';
import { fedrampVdrD } from './fedramp-vdr-d.ts';
import { ironBank } from './iron-bank.ts';
import { pciDss4 } from './pci-dss-4.ts';
import type { DecisionTable } from './types.ts';

/** Every table by its id, in alphabetical order. */
export const tables = {
  'bod-26-04': bod2604,
  'fedramp-rev5': fedrampRev5,
  'fedramp-vdr-b': fedrampVdrB,
  'fedramp-vdr-c': fedrampVdrC,
  'fedramp-vdr-d': fedrampVdrD,
  'iron-bank': ironBank,
  'pci-dss-4': pciDss4,
} as const satisfies Readonly<Record<string, DecisionTable>>;

/** The ids of the tables. */
export const tableIds = [
  'bod-26-04',
  'fedramp-rev5',
  'fedramp-vdr-b',
  'fedramp-vdr-c',
  'fedramp-vdr-d',
  'iron-bank',
  'pci-dss-4',
] as const satisfies readonly (keyof typeof tables)[];
