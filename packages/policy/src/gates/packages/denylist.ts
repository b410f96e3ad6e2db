import { md5OfText, type Package } from '@gantry/core';
import { defineTrigger } from '../../gating/define-trigger.ts';
import { foundInPart, type Raised } from '../../gating/outcome.ts';
import { optional, required } from '../../gating/parameters.ts';
import { anyText } from '../../gating/validators.ts';
import { aboutPackage } from '../_shared/about-package.ts';
import { unreadReasons } from '../_shared/unread.ts';

export const denylist = defineTrigger({
  name: 'denylist',
  aliases: ['blacklist'],
  help: 'Fires for each package with the name, and the version when one is given.',
  params: {
    name: required('name', anyText, { help: 'The exact package name.', example: 'telnetd' }),
    version: optional('version', anyText, { help: 'The exact version; any when not set.', example: '0.17-41' }),
  },
  run: ({ facts }, { name, version }) => {
    const denied = facts.bill.packages.filter(
      (one) => one.name === name && (version === null || one.version === version),
    );
    const unsure = version !== null && facts.bill.packages.some((one) => one.name === name && one.version === null);
    return foundInPart(
      denied.map((one) => raise(one, version === null ? name : `${name}-${version}`)),
      [...(unsure ? [`the version of ${name} could not be read`] : []), ...unreadReasons(facts.bill)],
    );
  },
});

/** Version 1 of the format said it with another word: allowlists written then still hold. */
function raise(one: Package, what: string): Raised {
  return {
    message: `Package is denylisted: ${what}`,
    formerIds: [md5OfText(`packagesblacklistPackage is blacklisted: ${what}`)],
    fix: { kind: 'remove', packageId: one.id, name: one.name },
    ...aboutPackage(one),
  };
}
