import type { FileReading, ScannedFile } from '../../cataloging/define-cataloger.ts';
import { sbomErrors } from '../../errors.ts';
import { fileName } from '../_shared/paths.ts';
import { linesOf } from '../_shared/text-lines.ts';
import { unreadNote } from '../_shared/unread.ts';
import type { GoFileFacts } from './facts.ts';
import { parseGoMod } from './parse-go-mod.ts';
import { parseGoSum } from './parse-go-sum.ts';

/** Reads a go.mod or go.sum, unless it came along with somebody else's module. */
export function readGoFile(file: ScannedFile): FileReading<GoFileFacts> {
  if (isOfAnother(file.path)) return { facts: null };
  return fileName(file.path) === 'go.sum' ? readSum(file) : readMod(file);
}

/** The module cache, vendored code and test data hold the go.mod of others, with what those would want. */
function isOfAnother(path: string): boolean {
  return path.includes('/pkg/mod/') || path.includes('/vendor/') || path.includes('/testdata/');
}

function readMod(file: ScannedFile): FileReading<GoFileFacts> {
  const { facts, bad } = parseGoMod(textLines(file));
  if (facts.module === null && facts.requires.length === 0) {
    return {
      facts: null,
      unread: [
        unreadNote(sbomErrors.PACKAGE_FILE_INVALID({ file: fileName(file.path), because: 'it states no module' })),
      ],
    };
  }
  if (bad === 0) return { facts };
  const error = sbomErrors.PACKAGE_FIELD_INVALID({
    file: fileName(file.path),
    because: `${bad} lines are not understood`,
  });
  return { facts, unread: [unreadNote(error)] };
}

function readSum(file: ScannedFile): FileReading<GoFileFacts> {
  const { facts, cut } = parseGoSum(textLines(file));
  if (!cut) return { facts };
  return { facts, unread: [unreadNote(sbomErrors.PACKAGE_FILE_CUT({ file: 'go.sum', limit: facts.sums.length }))] };
}

function* textLines(file: ScannedFile): Generator<string> {
  for (const line of linesOf(file.content)) if (!line.cut) yield line.text;
}
