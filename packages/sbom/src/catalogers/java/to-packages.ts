import { type CodedError, cpeCandidates, type MavenMetadata, type PackageDraft } from '@gantry/core';
import type { CatalogResult, VisibleFacts } from '../../cataloging/define-cataloger.ts';
import { sbomErrors } from '../../errors.ts';
import { languagePackage } from '../_shared/language-package.ts';
import { type Coordinates, identifyArchive } from './coordinates.ts';
import type { ArchiveFacts, JavaFacts } from './facts.ts';

interface Collected {
  readonly packages: PackageDraft[];
  readonly relationships: NonNullable<CatalogResult['relationships']>[number][];
  readonly unread: NonNullable<CatalogResult['unread']>[number][];
}

/** One package for each archive, and one for each Maven project packed into it; archives contain what lies in them. */
export function toPackages(files: readonly VisibleFacts<JavaFacts>[]): CatalogResult {
  const collected: Collected = { packages: [], relationships: [], unread: [] };
  for (const file of files) addFile(file, collected);
  return collected;
}

function addFile(file: VisibleFacts<JavaFacts>, into: Collected): void {
  const mains: number[] = [];
  for (const archive of file.facts.archives) {
    const virtualPath = file.path + archive.inner;
    const { main, embedded } = identifyArchive(archive, virtualPath);
    const outer = archive.parent === null ? null : file.facts.archives[archive.parent];
    const self = add(
      into,
      draft(file, archive, { coordinates: main, ...(outer && { parent: file.path + outer.inner }) }),
    );
    mains.push(self);
    if (archive.parent !== null)
      into.relationships.push({ from: mains[archive.parent] ?? self, to: self, type: 'contains' });
    for (const coordinates of embedded) {
      const part = add(into, draft(file, archive, { coordinates, parent: virtualPath, part: true }));
      into.relationships.push({ from: self, to: part, type: 'contains' });
    }
  }
}

/** Adds the package, and to the unread what keeps it from being looked up. */
function add(into: Collected, made: PackageDraft): number {
  const [place] = made.locations;
  const at = { path: place?.path ?? '-', ...(place?.layer !== undefined && { layer: place.layer }) };
  const unknown = unknownError(made);
  if (unknown) into.unread.push({ ...at, code: unknown.code, because: unknown.message });
  return into.packages.push(made) - 1;
}

function unknownError({ name, version, purl }: PackageDraft): CodedError | null {
  if (version === null)
    return sbomErrors.VERSION_UNKNOWN({ name, because: 'neither its papers nor its file name state one' });
  return purl === null ? sbomErrors.COORDINATES_UNKNOWN({ name, because: 'nothing states its Maven group' }) : null;
}

interface DraftParts {
  readonly coordinates: Coordinates;
  readonly parent?: string;
  /** A project packed into the archive, not the archive itself. */
  readonly part?: boolean;
}

function draft(file: VisibleFacts<JavaFacts>, archive: ArchiveFacts, parts: DraftParts): PackageDraft {
  const { group, artifact, version, from, licenses } = parts.coordinates;
  const virtualPath = file.path + archive.inner;
  const metadata: MavenMetadata = {
    kind: 'maven',
    ...(group !== null && { groupId: group }),
    artifactId: artifact,
    virtualPath,
    coordinatesFrom: from,
    ...(!parts.part && { sha1: archive.sha1, ...(archive.manifest && { manifest: archive.manifest }) }),
    ...(parts.parent !== undefined && { parent: parts.parent }),
  };
  const made = languagePackage({
    name: artifact,
    version,
    purl: { ...(group !== null && { namespace: group }), name: artifact },
    licenses,
    places: [{ path: virtualPath, ...(file.layer !== undefined && { layer: file.layer }) }],
    foundBy: 'java',
    evidence: 'binary',
    metadata,
  });
  const fullName = group === null ? artifact : `${group}:${artifact}`;
  return { ...made, cpes: cpeCandidates({ kind: 'maven', name: fullName, version }) };
}
