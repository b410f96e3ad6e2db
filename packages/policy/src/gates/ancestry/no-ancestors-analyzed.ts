import { defineTrigger } from '../../gating/define-trigger.ts';
import { found } from '../../gating/outcome.ts';
import { withAncestry } from './with-ancestry.ts';

const analyzeBase = { kind: 'data', says: 'have the base image analyzed too' } as const;

export const noAncestorsAnalyzed = defineTrigger({
  name: 'no_ancestors_analyzed',
  help: 'Fires when no analyzed image is an ancestor of the image.',
  needs: ['ancestry'],
  params: {},
  run: (context) =>
    withAncestry(context, ({ ancestors }) =>
      found(
        ancestors.length > 0 ? [] : [{ message: 'No analyzed image is an ancestor of the image', fix: analyzeBase }],
      ),
    ),
});
