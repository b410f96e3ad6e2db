import { by, type Finding, type Remedy } from '@gantry/core';
import type { Acceptance, Edit } from '@gantry/policy';

/** Something to do about findings. */
export interface Remediation {
  readonly triggerIds: readonly string[];
  readonly message: string;
  /** It is on the shortest known way from stop to something better. */
  readonly preferred: boolean;
}

/**
 * The edits of the way to green first, then what the remaining findings ask for, one entry for each distinct remedy; last what could be
 * accepted, which is no remedy and says so.
 */
export function remediationsOf(
  findings: readonly Finding[],
  edits: readonly Edit[],
  acceptances: readonly Acceptance[] = [],
): Remediation[] {
  const cleared = new Set(edits.flatMap(({ clears }) => clears));
  const groups = new Map<string, Set<string>>();
  for (const { fix, triggerId, allowlisted } of findings) {
    if (fix === null || allowlisted || cleared.has(triggerId)) continue;
    const message = toMessage(fix);
    groups.set(message, (groups.get(message) ?? new Set()).add(triggerId));
  }
  const others = [...groups].map(([message, ids]) => ({ triggerIds: [...ids], message, preferred: false }));
  return [
    ...edits.map((edit) => ({ triggerIds: edit.clears, message: toMessage(edit), preferred: true })),
    ...others.sort(
      by(
        ({ triggerIds }) => -triggerIds.length,
        ({ message }) => message,
      ),
    ),
    ...acceptances.map(({ triggerId, says }) => ({
      triggerIds: [triggerId],
      message: capital(says),
      preferred: false,
    })),
  ];
}

function toMessage(remedy: Remedy): string {
  if (remedy.kind === 'upgrade') return `Upgrade ${remedy.name} from ${remedy.from || 'its version'} to ${remedy.to}`;
  if (remedy.kind === 'remove') return `Remove ${remedy.name}`;
  return capital(remedy.says);
}

function capital(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
}
