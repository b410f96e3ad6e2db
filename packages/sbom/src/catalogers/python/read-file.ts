import type { FileReading, ScannedFile } from '../../cataloging/define-cataloger.ts';
import { readJsonObject } from '../_shared/json-file.ts';
import { fileName } from '../_shared/paths.ts';
import { textOf } from '../_shared/text-lines.ts';
import { field, lineOf } from '../_shared/values.ts';
import type { PythonFacts } from './facts.ts';
import { readMetadata } from './read-metadata.ts';

/** Reads one file of a distribution; its name says which it is. */
export function readPythonFile(file: ScannedFile): FileReading<PythonFacts> {
  switch (fileName(file.path)) {
    case 'RECORD':
      return { facts: { type: 'files', list: 'record', text: textOf(file.content, file.size) } };
    case 'installed-files.txt':
      return { facts: { type: 'files', list: 'installed-files', text: textOf(file.content, file.size) } };
    case 'INSTALLER':
      return { facts: firstLine(file) };
    case 'top_level.txt':
      return {
        facts: {
          type: 'top-level',
          names: textOf(file.content, 1 << 16)
            .split('\n')
            .slice(0, 1000)
            .flatMap((line) => lineOf(line) ?? []),
        },
      };
    case 'direct_url.json':
      return readDirectUrl(file);
    default:
      return readMetadata(file);
  }
}

function firstLine(file: ScannedFile): PythonFacts | null {
  const name = lineOf(textOf(file.content, 1024).split('\n')[0]);
  return name === undefined ? null : { type: 'installer', name };
}

/** PEP 610. */
function readDirectUrl(file: ScannedFile): FileReading<PythonFacts> {
  const parsed = readJsonObject(file);
  if (!parsed.ok) return { facts: null, unread: [parsed.unread] };
  const url = lineOf(field(parsed.value, 'url'), 2000);
  return { facts: url === undefined ? null : { type: 'direct-url', url } };
}
