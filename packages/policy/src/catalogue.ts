import { absentGates } from './gates/absent.ts';
import { gates } from './gates/registry.ts';
import { describeCatalogue, type GateDescription } from './gating/describe-catalogue.ts';
import type { Catalogue } from './gating/find-trigger.ts';

/** Everything that a rule may name in this release. */
export const catalogue: Catalogue = { gates, absent: absentGates };

/** Every gate, trigger and parameter with its help, for `gantry policy spec`, rule editors and the documentation. */
export function gateCatalogue(): GateDescription[] {
  return describeCatalogue(catalogue);
}
