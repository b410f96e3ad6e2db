import type { MavenMetadata } from '@gantry/core';
import type { ArchiveFacts, PomFacts } from './facts.ts';
import { cleanVersion, type FileNameGuess, guessFromFileName } from './file-name.ts';
import { knownBundle, knownGroup } from './known-artifacts.ts';

/** Who an archive, or a part of it, is. */
export interface Coordinates {
  readonly group: string | null;
  readonly artifact: string;
  readonly version: string | null;
  readonly from: MavenMetadata['coordinatesFrom'];
  readonly licenses: readonly string[];
}

/** The archive itself, and the projects that were packed into it. */
export interface ArchiveIdentity {
  readonly main: Coordinates;
  readonly embedded: readonly Coordinates[];
}

type Manifest = Readonly<Record<string, string>>;

/**
 * Says who an archive is, by its papers: the only Maven project in it unless the manifest speaks against it, or the one that its file
 * name names; else its manifest, where that is about this archive; else its file name. The other projects in it are embedded.
 */
export function identifyArchive(archive: ArchiveFacts, path: string): ArchiveIdentity {
  const file = guessFromFileName(path);
  const manifest = archive.manifest ?? {};
  const main = mainPom(archive.poms, file, manifest);
  const others = archive.poms.filter((pom) => pom !== main && !(main && isSame(pom, main)));
  if (!main) return { main: fromManifest(manifest, file, archive.poms.length > 1), embedded: others.map(fromPom) };
  const version = main.version ?? versionOf(manifest, file);
  return { main: { ...fromPom(main), version }, embedded: others.map(fromPom) };
}

function fromPom(pom: PomFacts): Coordinates {
  return {
    group: pom.group,
    artifact: pom.artifact ?? '',
    version: pom.version,
    from: pom.from,
    licenses: pom.licenses,
  };
}

function isSame(left: PomFacts, right: PomFacts): boolean {
  return left.group === right.group && left.artifact === right.artifact && left.version === right.version;
}

/** The only project, when it is no stranger; else the one named like the file, told apart by version and symbolic name. Null when none is. */
function mainPom(poms: readonly PomFacts[], file: FileNameGuess, manifest: Manifest): PomFacts | null {
  const [only] = poms;
  if (!only) return null;
  if (poms.length === 1) return isStranger(only, file, manifest) ? null : only;
  const named = poms
    .map((pom) => ({ pom, score: likeness(pom, file, symbolicName(manifest)) }))
    .filter(({ score }) => score > 0);
  named.sort((left, right) => right.score - left.score);
  return named[0]?.pom ?? null;
}

/**
 * Was the only project packed into an archive of somebody else, who left no papers (Guice and its cglib)? So it was when the manifest
 * states versions and none is the project's, and neither the file name, the symbolic name nor the title has to do with its artifact.
 */
function isStranger({ artifact, version }: PomFacts, file: FileNameGuess, manifest: Manifest): boolean {
  const versions = ['Implementation-Version', 'Bundle-Version'].flatMap((name) => cleanVersion(manifest[name]) ?? []);
  if (artifact === null || version === null || versions.length === 0) return false;
  if (versions.some((stated) => threeNumbers(stated) === threeNumbers(version))) return false;
  const names = [file.name, symbolicName(manifest), manifest['Implementation-Title'] ?? ''];
  return !names.some((name) => isRelated(name, artifact));
}

/** OSGi writes 31.1-jre as 31.1.0.jre: the first three numbers, missing ones as 0, are what both spellings share. */
function threeNumbers(version: string): string {
  const numbers = (/^\d+(?:\.\d+){0,2}/.exec(version)?.[0] ?? version).split('.');
  return [0, 1, 2].map((index) => (numbers[index] ?? '0').replace(/^0+(?=\d)/, '')).join('.');
}

function likeness(pom: PomFacts, file: FileNameGuess, symbolic: string): number {
  const artifact = pom.artifact ?? '';
  const exact = artifact === file.name || artifact === file.stem || `${artifact}-${pom.version}` === file.stem;
  if (!exact && withoutDigits(artifact) !== withoutDigits(file.name)) return 0;
  const bySymbol = symbolic === `${pom.group}.${artifact}` || symbolic === artifact;
  return 1 + (exact ? 4 : 0) + (bySymbol ? 2 : 0) + (pom.version !== null && file.version === pom.version ? 1 : 0);
}

/** `maven3-slf4j-provider` is `maven-slf4j-provider`: distributions put the major version into the name. */
function withoutDigits(name: string): string {
  return name.replace(/([a-z])\d+(?=-|$)/g, '$1');
}

/**
 * Coordinates without papers. A manifest in an archive that has swallowed others may be that of one of them: then it counts
 * only when it speaks of the same name as the file.
 */
function fromManifest(manifest: Manifest, file: FileNameGuess, swallowed: boolean): Coordinates {
  const symbolic = symbolicName(manifest);
  const title = manifest['Implementation-Title'] ?? '';
  const ours = !swallowed || isRelated(symbolic, file.name) || isRelated(title, file.name);
  const licenses = ours ? bundleLicenses(manifest) : [];
  if (!ours)
    return { group: knownGroup(file.name), artifact: file.name, version: file.version, from: 'filename', licenses };
  const known = knownBundle(symbolic);
  const artifact = known?.[1] ?? artifactOf(title, file);
  const group = known?.[0] ?? knownGroup(artifact) ?? groupOf(manifest, artifact);
  const version = versionOf(manifest, file);
  const fromFile = artifact === file.name && version === file.version && groupOf(manifest, artifact) === null;
  return { group, artifact, version, from: fromFile ? 'filename' : 'manifest', licenses };
}

/**
 * The file name, or what it stands for: a title that is a known artifact id (`spring3-beans-3.x.jar` is spring-beans), or the name
 * without the major version that a distribution put into it (`tomcat10-i18n-cs`).
 */
function artifactOf(title: string, file: FileNameGuess): string {
  if (knownGroup(file.name) !== null) return file.name;
  const plain = withoutDigits(file.name);
  return [title, plain].find((name) => /^[a-z][a-zA-Z0-9.-]*$/.test(name) && knownGroup(name) !== null) ?? file.name;
}

/**
 * The version by the manifest and the file name: Implementation-Version; that of the file name; Bundle-Version, which is often
 * left behind or rewritten to three numbers, and goes before a file name that ends in a bare number; Specification-Version.
 */
function versionOf(manifest: Manifest, file: FileNameGuess): string | null {
  const bundle = cleanVersion(manifest['Bundle-Version']);
  const named = file.version?.includes('.') ? file.version : null;
  const [implementation, specification] = ['Implementation-Version', 'Specification-Version'].map((name) =>
    cleanVersion(manifest[name]),
  );
  return implementation ?? named ?? bundle ?? file.version ?? specification ?? null;
}

function symbolicName(manifest: Manifest): string {
  return (manifest['Bundle-SymbolicName'] ?? '').split(';')[0]?.trim() ?? '';
}

/**
 * A group id from the manifest: the symbolic name without the artifact at its end (`org.mongodb.bson`), the symbolic name
 * (`org.objenesis`), the vendor id, the module name in the same way. Null when nothing looks like a domain turned round.
 */
function groupOf(manifest: Manifest, artifact: string): string | null {
  const module = manifest['Automatic-Module-Name'] ?? '';
  const candidates = [
    withoutEnd(symbolicName(manifest), artifact),
    manifest['Implementation-Vendor-Id'] ?? '',
    withoutEnd(module, artifact),
  ];
  return (
    candidates.find((text) => !umbrellas.has(text) && /^[a-z][a-z0-9_-]*(?:\.[a-z0-9][a-z0-9_-]*){1,8}$/i.test(text)) ??
    null
  );
}

/** Vendors, not groups: hardly an artifact is published right under them. */
const umbrellas: ReadonlySet<string> = new Set(['com.google', 'com.oracle', 'com.sun', 'org.apache', 'org.eclipse']);

/** The name without a last part that the artifact repeats; the whole when only a top-level domain would be left. */
function withoutEnd(name: string, artifact: string): string {
  const dot = name.lastIndexOf('.');
  const group = name.slice(0, Math.max(0, dot));
  return group.includes('.') && isRelated(name.slice(dot + 1), artifact) ? group : name;
}

function isRelated(left: string, right: string): boolean {
  const [a, b] = [left, right].map((text) => text.toLowerCase().replace(/[^a-z0-9]/g, ''));
  return !!a && !!b && (a.includes(b) || b.includes(a));
}

/** `Bundle-License`: licences or their addresses, with attributes behind `;`, separated by commas (OSGi Core 3.2.1.11); a
 * comma before "Version" belongs to the name, though it should be quoted. */
function bundleLicenses(manifest: Manifest): string[] {
  return (manifest['Bundle-License'] ?? '')
    .split(/,(?!\s{0,9}version)/i)
    .map((part) => (part.split(';')[0] ?? '').trim().replace(/^"|"$/g, ''))
    .filter((text) => text !== '' && text !== '<<EXTERNAL>>');
}
