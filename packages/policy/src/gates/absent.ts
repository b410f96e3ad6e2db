import type { KnownAbsent } from '../gating/find-trigger.ts';

const ended = ['anchoresec', 'imagecheck', 'pkgdiff', 'suiddiff'];

/** Gates and triggers that policies of the format may name and that do not run here. */
export const absentGates: readonly KnownAbsent[] = [
  ...ended.map((gate) => ({ gate, trigger: null, why: 'eol' as const })),
];
