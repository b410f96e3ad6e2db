import { isRecord } from '@gantry/core/json';
import type { ScannedFile } from '../../cataloging/define-cataloger.ts';
import { sbomErrors } from '../../errors.ts';
import { fileName } from './paths.ts';
import { textOf } from './text-lines.ts';
import { type UnreadNote, unreadNote } from './unread.ts';

/** What parsing a file gave: its top object or list, or why there is none. */
export type ParsedFile<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly unread: UnreadNote };

/** The JSON object or array that a file holds. A byte order mark is fine; anything but an object or array is not. */
export function readJsonFile(file: ScannedFile): ParsedFile<Record<string, unknown> | readonly unknown[]> {
  let value: unknown;
  try {
    value = JSON.parse(textOf(file.content, file.size));
  } catch {
    return invalidFile(file, 'it is not JSON');
  }
  if (isRecord(value) || Array.isArray(value)) return { ok: true, value };
  return invalidFile(file, 'it holds neither an object nor a list');
}

/** The JSON object that a file holds. */
export function readJsonObject(file: ScannedFile): ParsedFile<Record<string, unknown>> {
  const parsed = readJsonFile(file);
  if (!parsed.ok) return parsed;
  return isRecord(parsed.value) ? { ok: true, value: parsed.value } : invalidFile(file, 'it holds no object');
}

/** The outcome for a file that cannot be read at all. */
export function invalidFile(file: ScannedFile, because: string): { readonly ok: false; readonly unread: UnreadNote } {
  return { ok: false, unread: unreadNote(sbomErrors.PACKAGE_FILE_INVALID({ file: fileName(file.path), because })) };
}
