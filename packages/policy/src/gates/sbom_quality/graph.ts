import { defineTrigger } from '../../gating/define-trigger.ts';
import { foundInPart } from '../../gating/outcome.ts';
import { withDefault } from '../../gating/parameters.ts';
import { percent, percentOf } from '../_shared/percent.ts';
import { unreadReasons } from '../_shared/unread.ts';
import { count, firstFew } from '../_shared/words.ts';
import { graphPlaces } from './linked.ts';

const fix = { kind: 'data', says: 'have the tool that makes the SBOM record dependencies' } as const;

export const graph = defineTrigger({
  name: 'graph',
  ours: true,
  help: 'Fires once when too many packages stand in the graph of dependencies without any edge. Whether the graph is complete cannot be seen.',
  params: {
    maxOrphans: withDefault('max_orphans_percent', percent, {
      help: 'The share of packages without an edge, in percent, that is still accepted.',
      example: '10',
      fallback: '0',
    }),
  },
  run: ({ facts: { bill } }, { maxOrphans }) => {
    const placeOf = graphPlaces(bill);
    const orphans = bill.packages.filter((one) => placeOf(one) !== 'linked');
    const gaps = unreadReasons(bill);
    if (orphans.length === 0 || percentOf(orphans.length, bill.packages.length) <= maxOrphans)
      return foundInPart([], gaps);
    const names = firstFew([...new Set(orphans.map(({ name }) => name))], 3);
    const of = `${orphans.length} of ${count(bill.packages.length, 'package')}`;
    const verb = orphans.length === 1 ? 'has' : 'have';
    return foundInPart([{ message: `${of} ${verb} no edge in the graph of dependencies (${names})`, fix }], gaps);
  },
});
