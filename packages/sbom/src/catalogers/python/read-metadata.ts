import { defined } from '@gantry/core/json';
import type { FileReading, ScannedFile } from '../../cataloging/define-cataloger.ts';
import { sbomErrors } from '../../errors.ts';
import { fileName } from '../_shared/paths.ts';
import { textOf } from '../_shared/text-lines.ts';
import { unreadNote } from '../_shared/unread.ts';
import { lineOf, proseOf } from '../_shared/values.ts';
import type { CoreMetadata } from './facts.ts';
import { readHeaders } from './headers.ts';
import { licensesOf } from './licenses.ts';

/** Reads METADATA, PKG-INFO or an `.egg-info` file. Only the header is read: at most its first 4 MiB. */
export function readMetadata(file: ScannedFile): FileReading<CoreMetadata> {
  const headers = readHeaders(textOf(file.content, maxHeader));
  const name = lineOf(headers.get('name')?.[0]);
  if (name === undefined || !nameShape.test(name)) {
    const because = name === undefined ? 'it states no name' : 'its name is not one';
    return {
      facts: null,
      unread: [unreadNote(sbomErrors.PACKAGE_FIELD_INVALID({ file: fileName(file.path), because }))],
    };
  }
  const stated = lineOf(headers.get('version')?.[0]);
  return {
    facts: { type: 'metadata', name, version: stated ?? null, licenses: licensesOf(headers), ...details(headers) },
  };
}

/** PEP 508, with the trailing signs that old names have. */
const nameShape = /^[A-Za-z0-9][\w.-]*$/;
const maxHeader = 4 * 1024 * 1024;
const maxRequirements = 1000;

function details(
  headers: ReadonlyMap<string, readonly string[]>,
): Omit<CoreMetadata, 'type' | 'name' | 'version' | 'licenses'> {
  const requirements = (headers.get('requires-dist') ?? [])
    .slice(0, maxRequirements)
    .flatMap((text) => lineOf(text.replaceAll('\n', ' '), 1000) ?? []);
  const known = (name: string): string | undefined => {
    const text = proseOf(headers.get(name)?.[0]);
    return text?.toUpperCase() === 'UNKNOWN' ? undefined : text;
  };
  return defined({
    author: known('author'),
    authorEmail: known('author-email'),
    platform: known('platform'),
    requiresPython: known('requires-python'),
    requiresDist: requirements.length > 0 ? requirements : undefined,
  });
}
