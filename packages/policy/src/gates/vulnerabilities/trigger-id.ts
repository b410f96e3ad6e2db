import type { Match, Package } from '@gantry/core';
import { packageClass, packagePath } from '../_shared/about-package.ts';

/** `<vulnerability>+<name>`: the id of a vulnerability finding, which allowlists name. */
export function vulnerabilityTriggerId(vulnerability: string, one: Package): string {
  return `${vulnerability}+${triggerName(one)}`;
}

/** The ids of the advisories that matched: allowlists written for other tools name those instead of the CVE. */
export function formerTriggerIds(match: Match, one: Package): string[] {
  return [match.advisory, ...match.alsoFrom]
    .filter((id) => id !== match.vulnerability)
    .map((id) => vulnerabilityTriggerId(id, one));
}

/**
 * Distribution packages go by their name, Java archives and gems by their file name, npm packages by the folder that
 * holds package.json, all others by name and version. A package that a lock file declares has no path of its own.
 */
function triggerName(one: Package): string {
  if (packageClass(one) === 'os') return one.name;
  const segments = one.evidence === 'declared' ? [] : (packagePath(one)?.split('/') ?? []);
  const fromPath = one.kind === 'npm' ? segments.at(-2) : ['maven', 'gem'].includes(one.kind) ? segments.at(-1) : '';
  return fromPath || `${one.name}-${one.version ?? ''}`;
}
