import type { ControlRow } from '../_shared/pack.ts';
import { guide } from './guide.ts';
import { platformSrg } from './platform-srg.ts';
import { stigItems } from './stig-items.ts';

/** The guide, the SRG and STIG items, in this order. */
export const rows: readonly ControlRow[] = [...guide, ...platformSrg, ...stigItems];
