import type { KnownAbsent } from '../gating/find-trigger.ts';

/** Gates that the format ended before its version 1 was done, and the gates that ask the same now. */
const ended: Readonly<Record<string, string | null>> = {
  anchoresec: 'vulnerabilities',
  dockerfilecheck: 'dockerfile',
  filecheck: 'files',
  fileparse_passwd: 'passwd_file',
  gemcheck: 'ruby_gems',
  imagecheck: 'ancestry',
  licblacklist: 'licenses',
  metadatacheck: 'metadata',
  npmcheck: 'npms',
  pkgblacklist: 'packages',
  pkgcheck: 'packages',
  pkgdiff: 'tag_drift',
  secretcheck: 'secret_scans',
  suiddiff: null,
};

/** Gates and triggers that policies of the format may name and that do not run here. */
export const absentGates: readonly KnownAbsent[] = Object.entries(ended).map(([gate, instead]) => ({
  gate,
  trigger: null,
  why: 'eol',
  ...(instead === null ? {} : { instead }),
}));
