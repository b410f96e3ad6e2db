import { defineTrigger } from '../../gating/define-trigger.ts';
import type { Raised } from '../../gating/outcome.ts';
import { found } from '../../gating/outcome.ts';
import { withDefault } from '../../gating/parameters.ts';
import { trueOrFalse } from '../../gating/validators.ts';
import { aboutPackage, nameAndVersion } from '../_shared/about-package.ts';
import { withLifecycles } from './support.ts';

const fix = { kind: 'data', says: 'load dates of support with gantry db update' } as const;

export const unknown = defineTrigger({
  name: 'unknown',
  ours: true,
  help: 'Fires when it is not known how long the distribution is supported; with packages=true also for each package of a known product.',
  params: {
    packages: withDefault('packages', trueOrFalse, {
      help: 'Ask of packages too: those of products that the data know, of a cycle that they do not tell apart.',
      example: 'true',
      fallback: 'false',
    }),
  },
  run: (context, { packages }) =>
    withLifecycles(context, (known, unsure) => {
      const { distro } = context.facts.bill;
      const isKnown = distro === null || known.some(({ packageId }) => packageId === null);
      const name = distro === null ? '' : [distro.id, distro.version].filter((part) => part !== null).join(' ');
      const raised: Raised[] = isKnown ? [] : [{ message: `The support of ${name} is not known`, fix }];
      for (const { packageId, because } of packages ? unsure : []) {
        const one = packageId === null ? undefined : context.packages.get(packageId);
        if (one)
          raised.push({
            message: `The support of ${nameAndVersion(one)} is not known: ${because}`,
            fix,
            ...aboutPackage(one),
          });
      }
      return found(raised);
    }),
});
