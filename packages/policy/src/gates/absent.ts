import type { KnownAbsent } from '../gating/find-trigger.ts';

const ended = ['anchoresec', 'imagecheck', 'pkgdiff', 'suiddiff'];

const gatesToCome = ['distro', 'licenses', 'malware', 'passwd_file', 'retrieved_files'];
const gatesToComeToo = ['secret_scans'];

/** Gates and triggers that policies of the format may name and that do not run here. */
export const absentGates: readonly KnownAbsent[] = [
  ...ended.map((gate) => ({ gate, trigger: null, why: 'eol' as const })),
  ...[...gatesToCome, ...gatesToComeToo].map((gate) => ({ gate, trigger: null, why: 'not-available' as const })),
  { gate: 'packages', trigger: 'verify', why: 'not-available' },
];
