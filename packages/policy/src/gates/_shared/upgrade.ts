import type { Remedy } from '@gantry/core';
import type { Subject } from './matched.ts';

/** To the lowest version that is not affected; a package that is itself malware goes. */
export function upgrade({ match, one }: Subject): Remedy | null {
  if (match.malicious) return { kind: 'remove', packageId: one.id, name: one.name };
  const to = match.fix.versions[0];
  if (to === undefined) return null;
  return { kind: 'upgrade', packageId: one.id, name: one.name, from: one.version ?? '', to };
}
