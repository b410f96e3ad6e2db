import type { ScannedFile } from '../../cataloging/define-cataloger.ts';
import { linesOf } from '../_shared/text-lines.ts';

/** What a file of info/ lists: `list` and `conffiles` name paths, `md5sums` gives `path` and digest in parallel. */
export interface FileListFacts {
  readonly kind: 'list' | 'conffiles' | 'md5sums';
  readonly paths: readonly string[];
  /** MD5 in hex, parallel to `paths`; only in `md5sums`. */
  readonly md5s?: readonly string[];
}

const maxPaths = 1_000_000;

/** Reads `NAME.list` or `NAME.conffiles`: a path a line (`remove-on-upgrade` may stand before a conffile). */
export function parsePathList(file: ScannedFile, kind: 'list' | 'conffiles'): FileListFacts {
  const paths: string[] = [];
  for (const { text, cut } of linesOf(file.content, 1 << 13)) {
    const path = text.slice(Math.max(0, text.indexOf('/')));
    if (!cut && path.startsWith('/') && path !== '/.' && paths.length < maxPaths) paths.push(path);
  }
  return { kind, paths };
}

/** Reads `NAME.md5sums`: 32 hex digits, two blanks, the path without its first slash. */
export function parseMd5sums(file: ScannedFile): FileListFacts {
  const paths: string[] = [];
  const md5s: string[] = [];
  for (const { text, cut } of linesOf(file.content, 1 << 13)) {
    const match = cut ? null : /^([0-9a-f]{32}) [ *](?:\.\/|\/)?(.+)$/.exec(text);
    if (!match?.[1] || !match[2] || paths.length >= maxPaths) continue;
    md5s.push(match[1]);
    paths.push(`/${match[2]}`);
  }
  return { kind: 'md5sums', paths, md5s };
}
