import { type License, type Package, satisfiesLicenses } from '@gantry/core';
import { defineTrigger } from '../../gating/define-trigger.ts';
import { foundInPart, type Raised } from '../../gating/outcome.ts';
import { required } from '../../gating/parameters.ts';
import { commaList } from '../../gating/validators.ts';
import { aboutPackage, nameAndVersion } from '../_shared/about-package.ts';
import { isOfType, packageTypeParameter } from '../_shared/package-type.ts';
import { unreadReasons } from '../_shared/unread.ts';
import { count } from '../_shared/words.ts';
import { listedLicenses } from './package-licenses.ts';

export const notAllowed = defineTrigger({
  name: 'not_allowed',
  ours: true,
  help: 'Fires for each package whose licence terms cannot be kept with the listed licences alone.',
  params: {
    licenses: required('licenses', commaList, {
      help: 'The licences that are allowed, as SPDX identifiers or common names. Of "A OR B" one must be listed, of "A AND B" both. A package that states nothing readable is evaluated in part: see the trigger unknown.',
      example: 'MIT,Apache-2.0,BSD-3-Clause,ISC',
    }),
    packageType: packageTypeParameter,
  },
  run: ({ facts }, { licenses, packageType }) => {
    const allowed = listedLicenses(licenses);
    const packages = facts.bill.packages.filter((one) => isOfType(one, packageType));
    const raised: Raised[] = [];
    let unsure = 0;
    for (const one of packages) {
      const answers = one.licenses.map((license) => ({ license, answer: isAllowed(license, allowed) }));
      const wrong = answers
        .filter(({ answer }) => answer === false)
        .map(({ license }) => license.spdx ?? license.value);
      if (wrong.length > 0) raised.push(raise(one, [...new Set(wrong)]));
      else if (answers.length === 0 || answers.some(({ answer }) => answer === null)) unsure++;
    }
    const because = `${count(unsure, 'package')} with licences that cannot be read, or without any`;
    return foundInPart(raised, [...(unsure > 0 ? [because] : []), ...unreadReasons(facts.bill)]);
  },
});

/** Null: what the package states is no expression, and not listed word for word. */
function isAllowed({ value, spdx }: License, allowed: ReadonlySet<string>): boolean | null {
  if (allowed.has(value)) return true;
  return spdx === null ? null : satisfiesLicenses(spdx, allowed);
}

function raise(one: Package, wrong: readonly string[]): Raised {
  return {
    message: `Package license is not allowed: ${nameAndVersion(one)} (${wrong.join('; ')})`,
    fix: { kind: 'remove', packageId: one.id, name: one.name },
    ...aboutPackage(one),
  };
}
