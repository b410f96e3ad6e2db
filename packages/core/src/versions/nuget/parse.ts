import { numeral } from '../_shared/numerals.ts';
import { readPreRelease } from '../_shared/pre-release.ts';
import { accepted, quoted, readText, refused } from '../_shared/read-text.ts';
import type { Parsed } from '../_shared/scheme.ts';

/** One to four numbers, missing ones 0; labels in lower case; metadata has no place in the order. */
export interface NugetVersion {
  readonly numbers: readonly string[];
  readonly labels: readonly string[];
}

const shape = /^(\d+)(?:\.(\d+))?(?:\.(\d+))?(?:\.(\d+))?(?:-([0-9A-Za-z.-]+))?(?:\+[0-9A-Za-z.-]+)?$/;
const largestNumber = 2 ** 31 - 1;

/** Reads SemVer 2 and the four-part versions of .NET. */
export function parseNuget(text: string): Parsed<NugetVersion> {
  return readText(text, (plain) => {
    const found = shape.exec(plain);
    const labels = found && readPreRelease(found[5]?.toLowerCase());
    if (!labels) return refused(`${quoted(plain)} is not a NuGet version`);
    const numbers = found.slice(1, 5).map((digits) => numeral(digits ?? '0'));
    if (numbers.some((digits) => Number(digits) > largestNumber)) {
      return refused(`${quoted(plain)} has a number above ${largestNumber}`);
    }
    return accepted({ numbers, labels });
  });
}
