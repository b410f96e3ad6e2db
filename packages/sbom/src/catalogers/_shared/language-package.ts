import {
  by,
  cpeCandidates,
  type Location,
  type PackageDraft,
  type PackageEvidence,
  type PackageMetadata,
  printPurl,
  readLicense,
} from '@gantry/core';
import type { VisibleFacts } from '../../cataloging/define-cataloger.ts';

/** What a language cataloger knows of one package. */
export interface LanguagePackage {
  /** Full name as the ecosystem writes it. */
  readonly name: string;
  readonly version: string | null;
  /** Name parts of the package URL; its type is the metadata's kind. */
  readonly purl: {
    readonly namespace?: string;
    readonly name: string;
    readonly qualifiers?: Readonly<Record<string, string>>;
  };
  /** Licence statements as found. */
  readonly licenses: readonly string[];
  /** The file that states the package, then files that add facts. */
  readonly places: readonly [Place, ...Place[]];
  readonly foundBy: string;
  readonly evidence: PackageEvidence;
  readonly metadata: PackageMetadata;
}

/** A file that speaks of a package, and its layer. */
export type Place = Pick<VisibleFacts<unknown>, 'path' | 'layer'>;

/** Makes the draft: package URL, licences read as SPDX, CPE candidates, locations sorted by path. */
export function languagePackage(from: LanguagePackage): PackageDraft {
  const { kind } = from.metadata;
  const { name, version, metadata, foundBy, evidence } = from;
  const locations = from.places.map((place, index) => locationOf(place, index === 0 ? 'primary' : 'supporting'));
  return {
    kind,
    name,
    version,
    purl: compact(printPurl({ type: kind, ...from.purl, version: version ?? undefined })),
    licenses: from.licenses.length === 0 ? none : [...new Set(from.licenses)].map((text) => readLicense(text)),
    cpes: cpeCandidates({ kind, name, version }),
    locations: locations.sort(by((location) => location.path)),
    foundBy,
    evidence,
    metadata,
  };
}

function locationOf({ path, layer }: Place, role: Location['role']): Location {
  return layer === undefined ? { path, role } : { path, layer, role };
}

const none: readonly never[] = [];

/** The same text in one piece: V8 keeps a text that was put together as a tree of its parts until it is searched. */
function compact<T extends string | null>(text: T): T {
  if (text !== null) anything.test(text);
  return text;
}

const anything = /^p/;
