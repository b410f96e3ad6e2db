import type { ZipEntry, ZipIndex } from '@gantry/io/archive';
import { sbomErrors } from '../../errors.ts';
import { limits } from './budget.ts';
import type { PomFacts } from './facts.ts';
import { type PomProject, parsePom } from './parse-pom.ts';
import { parseProperties } from './parse-properties.ts';
import { note, type OpenArchive, type ReadingState, readSmall } from './reading-state.ts';
import { entryRole } from './wanted-entries.ts';

/** The papers of one project: the entries that lie in one folder. */
interface Papers {
  properties?: ZipEntry;
  pom?: ZipEntry;
}

const longestValue = 512;

/** The Maven projects whose papers the archive carries, in stored order. */
export function readPoms(archive: OpenArchive, index: ZipIndex, state: ReadingState): PomFacts[] {
  const folders = [...papersByFolder(index).values()];
  if (folders.length > limits.poms) {
    note(
      state,
      archive.inner,
      sbomErrors.ARCHIVE_LIMIT({ because: `it carries ${folders.length} Maven projects, ${limits.poms} were read` }),
    );
  }
  return folders.slice(0, limits.poms).flatMap((papers) => readProject(archive, papers, state) ?? []);
}

function papersByFolder(index: ZipIndex): Map<string, Papers> {
  const folders = new Map<string, Papers>();
  for (const entry of index.entries) {
    const role = entryRole(entry.name);
    if (role !== 'pom.properties' && role !== 'pom.xml') continue;
    const folder = entry.name.slice(0, entry.name.lastIndexOf('/'));
    const papers = folders.get(folder) ?? {};
    if (role === 'pom.xml') papers.pom ??= entry;
    else papers.properties ??= entry;
    folders.set(folder, papers);
  }
  return folders;
}

function readProject(archive: OpenArchive, papers: Papers, state: ReadingState): PomFacts | null {
  const stated = papers.properties && readSmall(archive, papers.properties, { state, limit: limits.propertiesBytes });
  const xml = papers.pom && readSmall(archive, papers.pom, { state, limit: limits.pomBytes });
  if (!stated && !xml) return null;
  const pom = xml ? parsePom(xml) : null;
  if (pom && !pom.complete && papers.pom) {
    note(
      state,
      `${archive.inner}!/${papers.pom.name}`,
      sbomErrors.ARCHIVE_BROKEN({ because: 'the pom.xml is not well-formed XML' }),
    );
  }
  const project = joinProject(stated ? parseProperties(stated) : new Map(), pom);
  if (project.artifact === null) {
    const name = (papers.properties ?? papers.pom)?.name ?? '';
    note(
      state,
      `${archive.inner}!/${name}`,
      sbomErrors.COORDINATES_UNKNOWN({ name: 'A Maven project', because: 'it states no artifact id' }),
    );
    return null;
  }
  return { ...project, from: stated ? 'pom.properties' : 'pom.xml', licenses: pom?.licenses ?? [] };
}

/** pom.properties is what Maven filled in on building, so it goes first; `${...}` left in it is looked up in the pom.xml. */
function joinProject(
  properties: ReadonlyMap<string, string>,
  pom: PomProject | null,
): Pick<PomFacts, 'group' | 'artifact' | 'version'> {
  const pick = (key: string, fallback: string | null | undefined) => {
    const text = properties.get(key)?.slice(0, longestValue) ?? '';
    const filled = text.includes('${') ? (pom?.fill(text) ?? null) : text;
    return filled || (fallback ?? null);
  };
  return {
    group: pick('groupId', pom?.group),
    artifact: pick('artifactId', pom?.artifact),
    version: pick('version', pom?.version),
  };
}
