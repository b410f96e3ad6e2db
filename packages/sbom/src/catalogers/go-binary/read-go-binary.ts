import type { FileReading, ScannedFile } from '../../cataloging/define-cataloger.ts';
import { sbomErrors } from '../../errors.ts';
import { type ObjectFile, openObjectFiles } from '../_shared/object-file/index.ts';
import { unreadNote } from '../_shared/unread.ts';
import { lineOf } from '../_shared/values.ts';
import type { BuildFacts, GoBinaryFacts } from './facts.ts';
import { findBuildInfo } from './find-build-info.ts';
import { parseModules } from './parse-modules.ts';

/** Reads the build information of every program in the file. */
export function readGoBinary(file: ScannedFile): FileReading<GoBinaryFacts> {
  const objects = openObjectFiles(file.content);
  const builds = objects.flatMap((object) => readBuild(object) ?? []);
  if (builds.length > 0) return { facts: { builds } };
  if (!objects.some(isPacked)) return { facts: null };
  return { facts: null, unread: [unreadNote(sbomErrors.BINARY_PACKED({ packer: 'UPX' }))] };
}

function readBuild(object: ObjectFile): BuildFacts | null {
  const raw = findBuildInfo(object);
  const goVersion = lineOf(raw?.version);
  if (!raw || goVersion === undefined || !/go\d|devel/.test(goVersion)) return null;
  const modules = parseModules(raw.modules);
  const stated = modules.settings.find((setting) => setting.key === 'GOARCH')?.value;
  return { goVersion, architecture: stated ?? object.architecture, ...modules };
}

/** UPX leaves no section table in ELF files and its mark near the start; in PE files it names the sections. */
function isPacked(object: ObjectFile): boolean {
  if (object.format === 'pe') return object.sections.some((section) => section.name === 'UPX0');
  if (object.sections.length > 0) return false;
  const start = object.content.read(0, 4096);
  return Buffer.from(start.buffer, start.byteOffset, start.byteLength).includes('UPX!');
}
