import type { PackageDraft } from '@gantry/core';
import { defined } from '@gantry/core/json';
import type { VisibleFacts } from '../../cataloging/define-cataloger.ts';
import { languagePackage, type Place } from '../_shared/language-package.ts';
import type { LockEntry, ManifestFacts } from './facts.ts';
import { npmPurlParts } from './names.ts';

/** An installed package: its manifest, with what lock files add about the same copy. */
export function installedPackage(file: VisibleFacts<ManifestFacts>, locked: readonly Locked[]): PackageDraft {
  const { name, version, licenses = [], type: _, ...details } = file.facts;
  const entry = locked.find((one) => one.entry.integrity !== undefined)?.entry ?? locked[0]?.entry;
  return languagePackage({
    name,
    version,
    purl: npmPurlParts(name),
    licenses,
    places: [file, ...locked.map((one) => one.place)],
    foundBy: 'npm',
    evidence: 'installed',
    metadata: { kind: 'npm', ...details, ...defined({ resolved: entry?.resolved, integrity: entry?.integrity }) },
  });
}

/** A package that only a lock file names. */
export function declaredPackage(entry: LockEntry, places: readonly [Place, ...Place[]]): PackageDraft {
  const { name, version, license } = entry;
  return languagePackage({
    name,
    version,
    purl: npmPurlParts(name),
    licenses: license === undefined ? [] : [license],
    places,
    foundBy: 'npm',
    evidence: 'declared',
    metadata: { kind: 'npm', ...defined({ resolved: entry.resolved, integrity: entry.integrity }) },
  });
}

/** A lock file's entry and the lock file. */
export interface Locked {
  readonly entry: LockEntry;
  readonly place: Place;
}
