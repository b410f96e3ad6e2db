import { defineTrigger } from '../../gating/define-trigger.ts';
import { foundInPart } from '../../gating/outcome.ts';
import { withDefault } from '../../gating/parameters.ts';
import { decimalNumber } from '../../gating/validators.ts';
import { nameAndVersion } from '../_shared/about-package.ts';
import { isOfType, packageTypeParameter } from '../_shared/package-type.ts';
import { unreadReasons } from '../_shared/unread.ts';
import { count, firstFew } from '../_shared/words.ts';
import { isUnreadable } from './package-licenses.ts';

export const unknown = defineTrigger({
  name: 'unknown',
  ours: true,
  help: 'Fires once when too many packages state no licence, or only such as cannot be read.',
  params: {
    maxPercent: withDefault('max_percent', decimalNumber, {
      help: 'How many of each hundred packages may be such.',
      example: '5',
      fallback: '0',
    }),
    packageType: packageTypeParameter,
  },
  run: ({ facts }, { maxPercent, packageType }) => {
    const packages = facts.bill.packages.filter((one) => isOfType(one, packageType));
    const without = packages.filter(isUnreadable);
    const gaps = unreadReasons(facts.bill);
    if (without.length * 100 <= maxPercent * packages.length) return foundInPart([], gaps);
    const names = firstFew(without.map(nameAndVersion), 10);
    const message = `${count(without.length, 'package')} of ${packages.length} without a known license (more than ${maxPercent}%)`;
    const fix = { kind: 'data', says: `find out the licences and state them in the SBOM: ${names}` } as const;
    return foundInPart([{ message, triggerId: `unknown-license+${packageType}`, fix }], gaps);
  },
});
