import type { SendOptions } from './types.ts';

/** Higher goes first. */
export const priorities: Readonly<Record<NonNullable<SendOptions['priority']>, number>> = {
  interactive: 10,
  normal: 5,
  background: 0,
};
