import { kindFacts, type Package } from '@gantry/core';
import { defineTrigger } from '../../gating/define-trigger.ts';
import { foundInPart, type Raised } from '../../gating/outcome.ts';
import { optional, withDefault } from '../../gating/parameters.ts';
import { anyText, oneOf } from '../../gating/validators.ts';
import { matchesWildcard } from '../../model/patterns/index.ts';
import { aboutPackage } from '../_shared/about-package.ts';
import { unreadReasons } from '../_shared/unread.ts';
import { count } from '../_shared/words.ts';

const sameOrNot = oneOf('=', '!=');
const how = (what: string) => ({ help: `How the ${what} is compared.`, example: '!=', fallback: '=' });

export const metadata = defineTrigger({
  name: 'metadata',
  help: 'Fires for each package for which all given comparisons hold. In values * stands for any run of characters.',
  params: {
    name: optional('name', anyText, { help: 'The package name.', example: 'log4j*' }),
    nameComparison: withDefault('name_comparison', sameOrNot, how('name')),
    version: optional('version', anyText, { help: 'The version.', example: '2.*' }),
    versionComparison: withDefault('version_comparison', sameOrNot, how('version')),
    type: optional('type', anyText, { help: 'The package type: dpkg, rpm, java, npm, python ...', example: 'java' }),
    typeComparison: withDefault('type_comparison', sameOrNot, how('type')),
    license: optional('license', anyText, {
      help: 'A licence, as found or as an SPDX expression. Of several, one is enough for =, and none may be it for !=.',
      example: 'GPL-*',
    }),
    licenseComparison: withDefault('license_comparison', sameOrNot, how('licence')),
  },
  run: ({ facts }, wanted) => {
    const tests = [
      test(wanted.name, wanted.nameComparison, (one) => [one.name]),
      test(wanted.version, wanted.versionComparison, (one) => (one.version === null ? null : [one.version])),
      test(wanted.type, wanted.typeComparison, (one) => [kindFacts(one.kind).policyType]),
      test(wanted.license, wanted.licenseComparison, licenses),
    ].filter((one) => one !== null);
    if (tests.length === 0) return foundInPart([], ['the rule sets no comparison']);
    const raised: Raised[] = [];
    let undecided = 0;
    for (const one of facts.bill.packages) {
      const answers = tests.map((answer) => answer(one));
      if (answers.every((answer) => answer === true)) raised.push(raise(one));
      else if (!answers.includes(false)) undecided++;
    }
    const because = undecided > 0 ? [`${count(undecided, 'package')} without a readable version`] : [];
    return foundInPart(raised, [...because, ...unreadReasons(facts.bill)]);
  },
});

/** Null: the package has no value to compare. */
type Test = (one: Package) => boolean | null;

function test(
  pattern: string | null,
  comparison: '=' | '!=',
  values: (one: Package) => readonly string[] | null,
): Test | null {
  if (pattern === null) return null;
  return (one) => {
    const found = values(one);
    return found === null ? null : found.some((value) => matchesWildcard(pattern, value)) === (comparison === '=');
  };
}

function licenses(one: Package): string[] {
  return one.licenses.flatMap(({ value, spdx }) => (spdx === null ? [value] : [value, spdx]));
}

function raise(one: Package): Raised {
  const what = one.version === null ? one.name : `${one.name}-${one.version}`;
  return { message: `Package metadata match: ${what} (${kindFacts(one.kind).policyType})`, ...aboutPackage(one) };
}
