import type { Bill, Remedy } from '@gantry/core';
import { defineTrigger } from '../../gating/define-trigger.ts';
import { foundInPart, type Raised } from '../../gating/outcome.ts';
import { optional, required, withDefault } from '../../gating/parameters.ts';
import { oneOf, someOf } from '../../gating/validators.ts';
import { percent, percentOf } from '../_shared/percent.ts';
import { unreadReasons } from '../_shared/unread.ts';
import { count, firstFew } from '../_shared/words.ts';
import { type Element, elementNames, elements, type PackageElement } from './elements.ts';
import { profiles } from './profiles.ts';

export const requiredFields = defineTrigger({
  name: 'required_fields',
  ours: true,
  help: 'Fires for each element of a published list that the SBOM does not state, or states of too few packages.',
  params: {
    profile: required('profile', oneOf('ntia-2021', 'cisa-2026', 'cra'), {
      help: 'The list: NTIA 2021, CISA 2026, or what the EU Cyber Resilience Act cannot do without.',
      example: 'cisa-2026',
    }),
    only: optional('elements', someOf(...elementNames), {
      help: 'Only these elements of the list, separated by commas; all of them without it.',
      example: 'supplier,license',
    }),
    minPercent: withDefault('min_percent', percent, {
      help: 'The share of packages, in percent, that an element must be stated of.',
      example: '95',
      fallback: '100',
    }),
  },
  check: ({ profile, only }) => {
    const listed: readonly Element[] = profiles[profile];
    const strange = (only ?? []).filter((name) => !listed.includes(elements[name]));
    return strange.map((name) => ({ parameter: 'elements', details: `the list ${profile} does not ask for ${name}` }));
  },
  run: ({ facts: { bill }, now }, { profile, only, minPercent }) => {
    const listed: readonly Element[] = profiles[profile];
    const wanted = only === null ? listed : listed.filter((one) => only.some((name) => elements[name] === one));
    const raised: Raised[] = [];
    const unseen = new Map<string, string[]>();
    for (const element of wanted) {
      const given = element.about === 'document' ? element.judge(bill, now) : judgePackages(bill, element, minPercent);
      if (given === false)
        raised.push({ message: `SBOM element is missing (${profile}): ${element.name}`, fix: state(element) });
      else if (typeof given === 'object')
        raised.push({ message: `SBOM element is missing (${profile}): ${given.says}`, fix: state(element) });
      else if (given !== true) unseen.set(given, [...(unseen.get(given) ?? []), element.name]);
    }
    return foundInPart(raised, [
      ...[...unseen].map(([because, names]) => `${names.join(', ')}: ${because}`),
      ...unreadReasons(bill),
    ]);
  },
});

function state({ name }: Element): Remedy {
  return { kind: 'data', says: `have whoever makes the SBOM state its ${name}` };
}

function judgePackages(bill: Bill, { name, judge }: PackageElement, minPercent: number): true | { says: string } {
  const isGiven = judge(bill);
  const without = bill.packages.filter((one) => !isGiven(one));
  const all = bill.packages.length;
  if (all === 0 || percentOf(all - without.length, all) >= minPercent) return true;
  const names = firstFew([...new Set(without.map((one) => one.name))], 3);
  return { says: `${name} of ${without.length} of ${count(all, 'package')} (${names})` };
}
