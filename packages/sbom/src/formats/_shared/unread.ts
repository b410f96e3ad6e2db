import type { CodedError, Unread } from '@gantry/core';

/** An entry of the unread list about a part of a document; `by` is the format, `path` names the part or is `-`. */
export function unreadPart(by: string, path: string, error: CodedError): Unread {
  return { path, by, code: error.code, because: error.message };
}
