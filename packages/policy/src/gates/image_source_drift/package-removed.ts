import { defineTrigger } from '../../gating/define-trigger.ts';
import { foundInPart, type Raised } from '../../gating/outcome.ts';
import { isOfType, packagesByName } from '../_shared/by-name.ts';
import { unreadReasons } from '../_shared/unread.ts';
import { packageTypes, withSourcePackages } from './with-sources.ts';

export const packageRemoved = defineTrigger({
  name: 'package_removed',
  help: 'Fires for each package of the sources that the image contains and that is not in the image, whatever its version.',
  needs: ['relatedSources'],
  params: { packageTypes },
  run: (context, values) =>
    withSourcePackages(context, (packages) => {
      const wanted = isOfType(values.packageTypes);
      const here = packagesByName(context.facts.bill.packages);
      const expected = packagesByName(packages.map(({ one }) => one).filter(wanted));
      const raised = [...expected.values()]
        .filter(({ key }) => !here.has(key))
        .map(({ members, versions }): Raised => {
          const name = members[0]?.name ?? '';
          return {
            message: `Package of the source is not in the image: ${name} ${versions.join(', ')}`,
            fix: { kind: 'dockerfile', says: `install ${name} in the image, or take it out of the source` },
          };
        });
      return foundInPart(raised, unreadReasons(context.facts.bill));
    }),
});
