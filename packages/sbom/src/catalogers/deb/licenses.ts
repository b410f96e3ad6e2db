import type { License } from '@gantry/core/license';
import { readNamedLicense } from '../_shared/license-names.ts';

/** A licence statement of a copyright file, with Debian's short names (DEP-5) read as SPDX. */
export function debianLicense(value: string): License {
  return readNamedLicense(value, shortName);
}

/** `GPL-2`, `GPL-2+`, `LGPL-2.1+`, `GFDL-NIV-1.3+` and the names that differ from SPDX otherwise. */
function shortName(name: string): string | null {
  const gnu = /^(A?GPL|LGPL|GFDL)(-NIV)?-?(?:(\d)(?:\.(\d))?(?:\.0)?)?(\+?)(?:-no-invariants?)?$/i.exec(name);
  if (gnu) return gnuName(gnu, /niv|no-inv/i.test(name));
  return names.get(name.toLowerCase()) ?? null;
}

function gnuName(match: RegExpExecArray, noInvariants: boolean): string {
  const family = (match[1] ?? '').toUpperCase();
  const later = match[5] === '+' || match[3] === undefined;
  const version =
    match[3] === undefined ? firstVersions[family] : `${match[3]}.${match[4] ?? firstMinor(family, match[3])}`;
  return `${family}-${version}${noInvariants ? '-no-invariants' : ''}-${later ? 'or-later' : 'only'}`;
}

/** Without a version the GNU licences say: any version ever published. */
const firstVersions: Readonly<Record<string, string>> = { AGPL: '3.0', GFDL: '1.1', GPL: '1.0', LGPL: '2.0' };

function firstMinor(family: string, major: string): string {
  return family === 'GFDL' && major === '1' ? '1' : '0';
}

const names = new Map([
  ['apache-2', 'Apache-2.0'],
  ['artistic', 'Artistic-1.0-Perl'],
  ['artistic-1', 'Artistic-1.0-Perl'],
  ['artistic-2', 'Artistic-2.0'],
  ['boost-1.0', 'BSL-1.0'],
  ['bsd-2-clause', 'BSD-2-Clause'],
  ['bsd-3-clause', 'BSD-3-Clause'],
  ['bsd-4-clause', 'BSD-4-Clause'],
  ['cc0', 'CC0-1.0'],
  ['expat', 'MIT'],
  ['mpl-1', 'MPL-1.0'],
  ['mpl-2', 'MPL-2.0'],
  ['ofl-1.1', 'OFL-1.1'],
  ['perl', 'Artistic-1.0-Perl OR GPL-1.0-or-later'],
  ['psf-2', 'PSF-2.0'],
  ['same as perl', 'Artistic-1.0-Perl OR GPL-1.0-or-later'],
  ['zlib/libpng', 'Zlib'],
]);
