import type { FileReading, ScannedFile } from '../../cataloging/define-cataloger.ts';
import { sbomErrors } from '../../errors.ts';
import { fileName } from '../_shared/paths.ts';
import { linesOf } from '../_shared/text-lines.ts';
import { type UnreadNote, unreadNote } from '../_shared/unread.ts';
import type { GemFacts, LockedGem } from './facts.ts';
import { gemName, gemVersion } from './read-gemspec.ts';

/**
 * Reads a Gemfile.lock: in the sections GEM and GIT, the lines of `specs:` with four blanks are gems, those with six their
 * dependencies. The gems of PATH sections are the project's own. `nokogiri (1.10.0-x86_64-linux)` names a platform.
 */
export function readGemfileLock(file: ScannedFile): FileReading<GemFacts> {
  const gems: LockedGem[] = [];
  const unread: UnreadNote[] = [];
  let section = '';
  for (const { text } of linesOf(file.content, maxLine)) {
    if (gems.length >= maxGems || unread.length >= maxNotes) {
      unread.push(unreadNote(sbomErrors.PACKAGE_FILE_CUT({ file: fileName(file.path), limit: maxGems })));
      break;
    }
    if (/^[A-Z]/.test(text)) section = text.trim();
    if (!foreignSections.has(section) || !/^ {4}\S/.test(text)) continue;
    const gem = readGem(text);
    if (gem) gems.push(gem);
    else
      unread.push(
        unreadNote(sbomErrors.PACKAGE_FIELD_INVALID({ file: fileName(file.path), because: 'a line names no gem' })),
      );
  }
  return { facts: { type: 'lock', gems }, unread };
}

const maxGems = 50_000;
const maxNotes = 20;
const maxLine = 4096;
const foreignSections = new Set(['GEM', 'GIT', 'PLUGIN SOURCE']);

function readGem(line: string): LockedGem | null {
  const match = /^ {4}(\S+) \(([^()\s]+)\)!?\s*$/.exec(line);
  const [stated = '', platform] = splitPlatform(match?.[2] ?? '');
  const name = gemName(match?.[1]);
  const version = gemVersion(stated);
  if (name === undefined || version === undefined) return null;
  return platform === undefined ? { name, version } : { name, version, platform };
}

/** A gem's version has no `-` of its own: RubyGems writes pre-releases with a dot. */
function splitPlatform(text: string): [string, string?] {
  const dash = text.indexOf('-');
  return dash < 0 ? [text] : [text.slice(0, dash), text.slice(dash + 1)];
}
