import deprecatedIds from 'spdx-license-ids/deprecated.json' with { type: 'json' };
import spdxIds from 'spdx-license-ids/index.json' with { type: 'json' };
import { licenseAddresses, licenseAliases } from './aliases.ts';
import { licenseKey } from './license-key.ts';

/**
 * The SPDX identifier (or short expression) for one licence name, or null. The old GNU identifiers become the present
 * ones that mean the same: `GPL-2.0` is `GPL-2.0-only`, `GPL-2.0+` is `GPL-2.0-or-later`.
 */
export function licenseId(name: string): string | null {
  if (notALicense.has(name.toLowerCase())) return null;
  if (name.includes('://')) return licenseByAddress(name);
  if (/^(?:DocumentRef-[\w.-]+:)?LicenseRef-[\w.-]+$/.test(name)) return name;
  const key = licenseKey(name);
  const id = gnuLicense(key) ?? currentIds.get(name.toLowerCase()) ?? licenseAliases.get(key) ?? idsByKey.get(key);
  return id ?? nameAndShortName(name);
}

/** `The MIT License (MIT)`: both halves must mean the same. */
function nameAndShortName(text: string): string | null {
  const match = /^([^()]{1,200}) \(([^()]{1,40})\)$/.exec(text);
  const [long, short] = [match?.[1], match?.[2]].map((part) => (part === undefined ? null : licenseId(part)));
  return long && long === short ? long : null;
}

/** `UNLICENSED` (npm: all rights reserved) must not be taken for the Unlicense. */
const notALicense = new Set(['unlicensed', 'unknown', 'none', 'noassertion', 'other', 'proprietary', 'license']);

const currentIds = new Map([...spdxIds, ...deprecatedIds].map((id) => [id.toLowerCase(), id]));
const idsByKey = new Map(spdxIds.map((id) => [licenseKey(id), id]));

function licenseByAddress(text: string): string | null {
  const address = text
    .toLowerCase()
    .replace(/^https?:\/\/(?:www\.)?/, '')
    .replace(/(?:\.(?:txt|html?|php|json))?\/?$/, '');
  const listed = /^(?:opensource\.org\/licenses?|spdx\.org\/licenses)\/([\w.+-]+)$/.exec(address)?.[1];
  return licenseAddresses.get(address) ?? (listed === undefined ? null : licenseId(listed));
}

/** GPL, LGPL, AGPL and GFDL with a version: `gpl 2+`, `lgpl 2.1`, `gfdl niv 1.3+`. */
function gnuLicense(key: string): string | null {
  const match = /^(agpl|gfdl|lgpl|gpl)( niv)? ?(\d)(?:\.(\d))?(\+?)$/.exec(key);
  if (!match) return /^gpl\+$/.test(key) ? 'GPL-1.0-or-later' : null;
  const [, family = '', invariant = '', major, minor = '0', later] = match;
  const id = `${family.toUpperCase()}-${major}.${minor}${invariant && '-no-invariants'}-${later ? 'or-later' : 'only'}`;
  return currentIds.get(id.toLowerCase()) ?? null;
}
