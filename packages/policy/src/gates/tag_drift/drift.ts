import type { GateContext } from '../../gating/context.ts';
import { found, foundInPart, notApplicable, notEvaluated, type Outcome, type Raised } from '../../gating/outcome.ts';
import { isOfType, type Namesakes, packagesByName } from '../_shared/by-name.ts';
import { ofImage } from '../_shared/of-image.ts';
import { unreadReasons } from '../_shared/unread.ts';

/** Packages of one kind and name before and now; null where there are none. */
export interface Change {
  readonly before: Namesakes | null;
  readonly now: Namesakes | null;
}

/** Judges what changed under the tag: `judge` makes a finding of a change, or null. The first image of a tag is silent. */
export function drift(context: GateContext, type: string | null, judge: (change: Change) => Raised | null): Outcome {
  return ofImage(context, () => {
    const { previous, tag, bill } = context.facts;
    if (previous === 'none') return found();
    if (!previous && tag === null) return notApplicable('the image was not asked for by a tag');
    if (!previous)
      return notEvaluated(
        'the image that the tag named before is not known: name it with --previous; the server tells it of tags that it watched',
      );
    const wanted = isOfType(type === null ? null : [type]);
    const before = packagesByName(previous.packages.filter(wanted));
    const now = packagesByName(bill.packages.filter(wanted));
    const raised = [...now.values()].map((one) => judge({ before: before.get(one.key) ?? null, now: one }));
    const gone = [...before.values()]
      .filter(({ key }) => !now.has(key))
      .map((one) => judge({ before: one, now: null }));
    return foundInPart(
      [...raised, ...gone].filter((one) => one !== null),
      unreadReasons(bill),
    );
  });
}
