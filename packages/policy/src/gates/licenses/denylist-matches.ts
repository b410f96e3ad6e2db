import { md5OfText, type Package } from '@gantry/core';
import type { GateContext } from '../../gating/context.ts';
import { defineTrigger } from '../../gating/define-trigger.ts';
import { foundInPart, type Outcome } from '../../gating/outcome.ts';
import { required } from '../../gating/parameters.ts';
import { commaList } from '../../gating/validators.ts';
import { isOfType, packageTypeParameter } from '../_shared/package-type.ts';
import { unreadReasons } from '../_shared/unread.ts';
import { firstFew } from '../_shared/words.ts';
import { licensesThat, listedLicenses, listTest } from './package-licenses.ts';

/** Finds the names of a package's licences that a rule denies. */
type Denied = (one: Package) => string[];

export const denylistExactMatch = defineTrigger({
  name: 'denylist_exact_match',
  aliases: ['blacklist_exact_match'],
  help: 'Fires once, naming every package with one of the licences.',
  params: {
    licenses: required('licenses', commaList, {
      help: 'Licence names. They are compared with what packages state, with each word of it and with its SPDX identifiers; common spellings of a licence count as its identifier.',
      example: 'GPL-3.0-only,AGPL-3.0-or-later',
    }),
    packageType: packageTypeParameter,
  },
  run: (context, { licenses, packageType }) => {
    const isListed = listTest(listedLicenses(licenses));
    return deny(context, packageType, {
      kind: 'exact_match',
      code: 'LICFULLMATCH',
      find: (one) => licensesThat(one, isListed),
    });
  },
});

export const denylistPartialMatch = defineTrigger({
  name: 'denylist_partial_match',
  aliases: ['blacklist_partial_match'],
  help: 'Fires once, naming every package with a licence that holds one of the texts.',
  params: {
    licenses: required('licenses', commaList, {
      help: 'Parts of licence names, with case as written.',
      example: 'GPL,SSPL',
    }),
    packageType: packageTypeParameter,
  },
  run: (context, { licenses, packageType }) =>
    deny(context, packageType, {
      kind: 'partial_match',
      code: 'LICSUBMATCH',
      find: (one) => licensesThat(one, (name) => licenses.some((part) => name.includes(part))),
    }),
});

function deny(
  { facts }: GateContext,
  type: 'all' | 'os' | 'non-os',
  { kind, code, find }: { readonly kind: string; readonly code: string; readonly find: Denied },
): Outcome {
  const gaps = unreadReasons(facts.bill);
  const hits = facts.bill.packages
    .filter((one) => isOfType(one, type))
    .flatMap((one) => find(one).map((name) => `${one.name}(${name})`));
  if (hits.length === 0) return foundInPart([], gaps);
  const list = hits.join(', ');
  const former = `${code} Packages are installed that have blacklisted licenses: ${list}`;
  const says = `remove the packages or replace them by others: ${firstFew(hits, 10)}`;
  return foundInPart(
    [
      {
        message: `${code} Packages are installed that have denylisted licenses: ${list}`,
        formerIds: [md5OfText(`licensesblacklist_${kind}${former}`)],
        fix: { kind: 'dockerfile', says },
      },
    ],
    gaps,
  );
}
