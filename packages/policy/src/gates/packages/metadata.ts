import { kindFacts, type Package } from '@gantry/core';
import { defineTrigger } from '../../gating/define-trigger.ts';
import { foundInPart, type Raised } from '../../gating/outcome.ts';
import { optional, withDefault } from '../../gating/parameters.ts';
import { anyText, oneOf } from '../../gating/validators.ts';
import { aboutPackage } from '../_shared/about-package.ts';
import { whyBadValue } from '../_shared/text-check.ts';
import { unreadReasons } from '../_shared/unread.ts';
import { count } from '../_shared/words.ts';
import {
  type PackageComparison,
  type PackageTest,
  packageTest,
  textComparisons,
  versionComparisons,
} from './comparison.ts';

const how = (what: string) => ({
  help: `How the ${what} is compared: like and not_like take a regular expression from the start, in and not_in a comma list.`,
  example: '!=',
  fallback: '=',
});
const textComparison = oneOf(...textComparisons);

export const metadata = defineTrigger({
  name: 'metadata',
  help: 'Fires for each package for which all given comparisons hold. In values of =, !=, in and not_in * stands for any run of characters.',
  params: {
    name: optional('name', anyText, { help: 'The package name.', example: 'log4j*' }),
    nameComparison: withDefault('name_comparison', textComparison, how('name')),
    version: optional('version', anyText, { help: 'The version.', example: '2.*' }),
    versionComparison: withDefault('version_comparison', oneOf(...versionComparisons), {
      help: 'How the version is compared: as text, or with <, >, <= and >= by the order of the package manager.',
      example: '<',
      fallback: '=',
    }),
    type: optional('type', anyText, { help: 'The package type: dpkg, rpm, java, npm, python ...', example: 'java' }),
    typeComparison: withDefault('type_comparison', textComparison, how('type')),
    license: optional('license', anyText, {
      help: 'A licence, as found or as an SPDX expression. Of several, one is enough for =, like and in, and none may be it for !=, not_like and not_in.',
      example: 'GPL-*',
    }),
    licenseComparison: withDefault('license_comparison', textComparison, how('licence')),
  },
  check: (wanted) =>
    (['name', 'version', 'type', 'license'] as const).flatMap((parameter) => {
      const comparison = wanted[`${parameter}Comparison`];
      const isPattern = comparison === 'like' || comparison === 'not_like';
      const details = isPattern ? whyBadValue(comparison, wanted[parameter]) : null;
      return details === null ? [] : [{ parameter, details }];
    }),
  run: (context, wanted) => {
    const { bill } = context.facts;
    const tests = [
      test(wanted.name, wanted.nameComparison, (one) => [one.name]),
      test(wanted.version, wanted.versionComparison, (one) => (one.version === null ? null : [one.version])),
      test(wanted.type, wanted.typeComparison, (one) => [kindFacts(one.kind).policyType]),
      test(wanted.license, wanted.licenseComparison, licenses),
    ].filter((one) => one !== null);
    if (tests.length === 0) return foundInPart([], ['the rule sets no comparison']);
    const raised: Raised[] = [];
    let undecided = 0;
    for (const one of bill.packages) {
      const answers = tests.map((answer) => answer(one, context));
      if (answers.every((answer) => answer === true)) raised.push(raise(one));
      else if (!answers.includes(false)) undecided++;
    }
    const because = `${count(undecided, 'package')} that could not be compared: no readable version, or a pattern that takes too long`;
    return foundInPart(raised, [...(undecided > 0 ? [because] : []), ...unreadReasons(bill)]);
  },
});

function test(
  wanted: string | null,
  comparison: PackageComparison,
  values: (one: Package) => readonly string[] | null,
): PackageTest | null {
  return wanted === null ? null : packageTest(comparison, wanted, values);
}

function licenses(one: Package): string[] {
  return one.licenses.flatMap(({ value, spdx }) => (spdx === null ? [value] : [value, spdx]));
}

function raise(one: Package): Raised {
  const what = one.version === null ? one.name : `${one.name}-${one.version}`;
  return { message: `Package metadata match: ${what} (${kindFacts(one.kind).policyType})`, ...aboutPackage(one) };
}
