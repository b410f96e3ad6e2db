import { defineTrigger } from '../../gating/define-trigger.ts';
import { found, notApplicable, notEvaluated } from '../../gating/outcome.ts';
import { packageClass } from '../_shared/about-package.ts';
import { judgeSupport, supportParameters, withLifecycles } from './support.ts';

export const distro = defineTrigger({
  name: 'distro',
  ours: true,
  help: 'Fires when the support of the distribution has ended, or ends within the given days.',
  params: supportParameters,
  run: (context, values) => {
    const { bill } = context.facts;
    if (bill.distro === null && !bill.packages.some((one) => packageClass(one) === 'os')) {
      return notApplicable('the artifact holds no distribution');
    }
    return withLifecycles(context, (known, unsure) => {
      const one = known.find(({ packageId }) => packageId === null);
      const because = unsure.find(({ packageId }) => packageId === null)?.because;
      if (!one)
        return notEvaluated(`the dates of support of the distribution are not known${because ? `: ${because}` : ''}`);
      const support = judgeSupport(one, { now: context.now, ...values });
      if (support === 'unknown') return notEvaluated(`the data give no end of support of ${one.label} ${one.cycle}`);
      if (support === 'supported') return found();
      return found([
        {
          message: `${one.label} ${one.cycle} ${support.says}`,
          triggerId: `${one.product}+${one.cycle}`,
          fix: {
            kind: 'rebase',
            base: context.facts.ancestry?.base?.tags[0] ?? '',
            says: `build on a release of ${one.label} that is supported`,
            needs: [],
          },
        },
      ]);
    });
  },
});
