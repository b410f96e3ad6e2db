import { compareVersions, kindFacts, type Package, type SchemeName } from '@gantry/core';
import { defineTrigger } from '../../gating/define-trigger.ts';
import { foundInPart, type Raised } from '../../gating/outcome.ts';
import { aboutPackage } from '../_shared/about-package.ts';
import { isOfType, packagesByName } from '../_shared/by-name.ts';
import { unreadReasons } from '../_shared/unread.ts';
import { count } from '../_shared/words.ts';
import { packageTypes, withSourcePackages } from './with-sources.ts';

export const packageDowngraded = defineTrigger({
  name: 'package_downgraded',
  help: 'Fires for each package whose highest version in the image is lower than the highest in the sources that it contains.',
  needs: ['relatedSources'],
  params: { packageTypes },
  run: (context, values) =>
    withSourcePackages(context, (packages) => {
      const wanted = isOfType(values.packageTypes);
      const expected = packagesByName(packages.map(({ one }) => one).filter(wanted));
      const raised: Raised[] = [];
      let unsure = 0;
      for (const { key, members } of packagesByName(context.facts.bill.packages).values()) {
        const there = expected.get(key);
        if (!there) continue;
        const [now, before] = [highest(members), highest(there.members)];
        const order = now && before ? orderOf(now, before) : null;
        if (order === null || !now || !before) unsure++;
        else if (order < 0) raised.push(raise(now, before));
      }
      const because = unsure > 0 ? [`the versions of ${count(unsure, 'package')} could not be compared`] : [];
      return foundInPart(raised, [...because, ...unreadReasons(context.facts.bill)]);
    }),
});

function raise(now: Package, before: Package): Raised {
  const [from, to] = [now.version ?? '', before.version ?? ''];
  return {
    message: `Package is older than in the source: ${now.name} ${from} instead of ${to}`,
    fix: { kind: 'upgrade', packageId: now.id, name: now.name, from, to },
    ...aboutPackage(now),
  };
}

/** Null when one of several cannot be compared: nobody knows then which is the highest. */
function highest(members: readonly Package[]): Package | null {
  let best: Package | null = null;
  for (const one of members) {
    const order = best === null ? 1 : orderOf(one, best);
    if (order === null) return null;
    if (order > 0) best = one;
  }
  return best;
}

function orderOf(left: Package, right: Package): number | null {
  const scheme: SchemeName | null = kindFacts(left.kind).versionScheme;
  if (left.version !== null && left.version === right.version) return 0;
  if (scheme === null || left.version === null || right.version === null) return null;
  const compared = compareVersions(scheme, left.version, right.version);
  return compared.sure ? compared.order : null;
}
