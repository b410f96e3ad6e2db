import type { CodedError, Unread } from '@gantry/core';
import { sbomErrors } from '../../errors.ts';

/** An entry of the unread list about a part of a document; `by` is the format, `path` names the part or is `-`. */
export function unreadPart(by: string, path: string, error: CodedError): Unread {
  return { path, by, code: error.code, because: error.message };
}

/** The text of an entry, in formats that have no place for such entries but hold texts. */
export function unreadText({ path, by, code, because }: Unread): string {
  return `${path}: ${by}: ${code}: ${because}`;
}

/** Reads what `unreadText` wrote; any other text becomes an entry of `format` without a place. */
export function parseUnread(text: string, format: string): Unread {
  const parts = /^([\s\S]*?): ([\w-]{1,100}): ([A-Z][A-Z0-9_]{2,60}): ([\s\S]*)$/.exec(text);
  if (!parts) return unreadPart(format, '-', sbomErrors.DOCUMENT_UNREAD({ because: text }));
  const [, path = '-', by = '', code = '', because = ''] = parts;
  return { path, by, code, because };
}
