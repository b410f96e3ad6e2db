import { spdxExpression } from '@gantry/core';
import { lineOf } from '../_shared/values.ts';
import { licenseOfClassifier } from './classifiers.ts';

/**
 * The licence statements of a distribution. `License-Expression` (PEP 639) settles it. Else `License`, when it is a name and
 * not a whole text; classifiers stand in for it, or stand beside it when only they can be read as SPDX.
 */
export function licensesOf(headers: ReadonlyMap<string, readonly string[]>): string[] {
  const expression = lineOf(headers.get('license-expression')?.[0], 1000);
  if (expression !== undefined) return [expression];
  const name = licenseName(headers.get('license')?.[0]);
  if (name !== undefined && spdxExpression(name) !== null) return [name];
  const classified = (headers.get('classifier') ?? [])
    .slice(0, 1000)
    .map(licenseOfClassifier)
    .filter((text) => text !== undefined);
  const clear = classified.filter((text) => spdxExpression(text) !== null);
  if (clear.length > 0) return clear;
  return name === undefined ? classified : [name];
}

/** The first line of a short statement; a licence text of many lines has no name. */
function licenseName(value: string | undefined): string | undefined {
  if (value === undefined || value.length > 2000) return undefined;
  const name = lineOf(value.split('\n').length > 3 ? undefined : value.replaceAll('\n', ' '), 300);
  return name === undefined || name.toUpperCase() === 'UNKNOWN' ? undefined : name;
}
