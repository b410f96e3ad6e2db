import type { ControlRow } from '../_shared/pack.ts';
import { configuration } from './configuration.ts';
import { accessAndSupply, riskAndIntegrity } from './risk-and-integrity.ts';

/** Every row of the catalogue that an image says something about. */
export const rows: readonly ControlRow[] = [...riskAndIntegrity, ...configuration, ...accessAndSupply];
