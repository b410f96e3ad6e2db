import type { Lifecycle, Package } from '@gantry/core';
import { defineTrigger } from '../../gating/define-trigger.ts';
import { foundInPart, type Raised } from '../../gating/outcome.ts';
import { optional } from '../../gating/parameters.ts';
import { commaList } from '../../gating/validators.ts';
import { aboutPackage } from '../_shared/about-package.ts';
import { unreadReasons } from '../_shared/unread.ts';
import { count, firstFew } from '../_shared/words.ts';
import { judgeSupport, supportParameters, withLifecycles } from './support.ts';

export const packageTrigger = defineTrigger({
  name: 'package',
  ours: true,
  help: 'Fires for each package of a product, such as a language runtime or a database, whose support has ended.',
  params: {
    ...supportParameters,
    products: optional('products', commaList, {
      help: 'Only these products, as the data call them, separated by commas; all of them without it.',
      example: 'python,nodejs,postgresql',
    }),
  },
  run: (context, values) =>
    withLifecycles(context, (known, unsure) => {
      const isWanted = (product: string | null) =>
        values.products === null || (product !== null && values.products.includes(product));
      const raised: Raised[] = [];
      const undated = new Set<string>();
      for (const one of known) {
        if (one.packageId === null || !isWanted(one.product)) continue;
        const support = judgeSupport(one, { now: context.now, ...values });
        if (support === 'unknown') undated.add(`${one.label} ${one.cycle}`);
        else if (support !== 'supported') raised.push(raise(one, support.says, context.packages.get(one.packageId)));
      }
      const open = unsure.filter(({ packageId, product }) => packageId !== null && isWanted(product));
      return foundInPart(raised, [
        ...(undated.size > 0 ? [`the data give no end of support of ${firstFew([...undated])}`] : []),
        ...(open.length > 0
          ? [`the support of ${count(open.length, 'package')} could not be told: ${open[0]?.because ?? ''}`]
          : []),
        ...unreadReasons(context.facts.bill),
      ]);
    }),
});

function raise({ label, cycle, product, packageId }: Lifecycle, says: string, one: Package | undefined): Raised {
  const version = one && one.version !== null ? ` (${one.name} ${one.version})` : '';
  return {
    message: `${label} ${cycle}${version} ${says}`,
    triggerId: `${product}+${cycle}`,
    fix: { kind: 'dockerfile', says: `move to a release of ${label} that is supported` },
    ...(one ? aboutPackage(one) : { packageId: packageId ?? '' }),
  };
}
