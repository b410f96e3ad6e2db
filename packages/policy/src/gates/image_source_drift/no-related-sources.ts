import { defineTrigger } from '../../gating/define-trigger.ts';
import { found } from '../../gating/outcome.ts';
import { withRelatedSources } from './with-sources.ts';

const fix = { kind: 'data', says: 'tell the server which analyzed source the image is built from' } as const;

export const noRelatedSources = defineTrigger({
  name: 'no_related_sources',
  help: 'Fires when the image is not said to contain any analyzed source.',
  needs: ['relatedSources'],
  params: {},
  run: (context) =>
    withRelatedSources(context, (sources) =>
      found(sources > 0 ? [] : [{ message: 'The image is not said to contain any analyzed source', fix }]),
    ),
});
