import type { ControlState } from '../types.ts';

/** States as people read them, the one that asks for most first. */
export const stateWords: Readonly<Record<ControlState, string>> = {
  failed: 'failed',
  'not-evaluated': 'not evaluated',
  manual: 'for people',
  'satisfied-by-check': 'satisfied by check',
  'not-applicable': 'not applicable',
};
