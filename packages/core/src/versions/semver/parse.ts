import { SemVer } from 'semver';
import { accepted, quoted, readText, refused } from '../_shared/read-text.ts';
import type { Parsed } from '../_shared/scheme.ts';

/**
 * Reads what npm and Cargo accept: `1.2.3`, `v1.2.3`, `=1.2.3`, `1.2.3beta`; and the short `1` and `1.2` that advisories
 * write, with zeros for what is missing. Four numbers are no semantic version, and are refused.
 */
export function parseSemver(text: string): Parsed<SemVer> {
  return readText(text, (plain) => {
    try {
      return accepted(new SemVer(filledUp(plain), { loose: true }));
    } catch {
      return refused(`${quoted(plain)} is not a semantic version`);
    }
  });
}

/** `1.2-rc.1` becomes `1.2.0-rc.1`. */
function filledUp(plain: string): string {
  const short = /^([v=]*\d+)(\.\d+)?([-+].*)?$/.exec(plain);
  return short ? `${short[1]}${short[2] ?? '.0'}.0${short[3] ?? ''}` : plain;
}
