import type { ArtifactType } from '../model/types.ts';
import type { LifeCycle, Trigger } from './define-trigger.ts';

/** A family of triggers that look at the same facts. */
export interface Gate {
  readonly name: string;
  readonly help: string;
  readonly state: LifeCycle;
  readonly supersededBy: string | null;
  /** The artifacts that it can say something of. */
  readonly artifacts: readonly ArtifactType[];
  /** In alphabetical order of their names. */
  readonly triggers: readonly Trigger[];
}

/** Declares a gate. */
export function defineGate(
  spec: Pick<Gate, 'name' | 'help' | 'artifacts' | 'triggers'> & Partial<Pick<Gate, 'state' | 'supersededBy'>>,
): Gate {
  return { state: 'active', supersededBy: null, ...spec };
}
