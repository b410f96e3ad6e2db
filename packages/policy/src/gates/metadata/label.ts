import { defineTrigger } from '../../gating/define-trigger.ts';
import { withImage } from './image.ts';
import { judgeNamedText, namedTextParameters, namedTextProblems } from './named-text.ts';

export const label = defineTrigger({
  name: 'label',
  ours: true,
  help: 'Fires once when a label of the image configuration satisfies the check.',
  params: namedTextParameters('label', 'org.opencontainers.image.source'),
  check: namedTextProblems,
  run: (context, wanted) =>
    withImage(context, 'labels', ({ config }) => {
      const says = `set or change the label with LABEL ${wanted.name}=…`;
      return judgeNamedText(context, wanted, { word: 'label', texts: config.labels, says });
    }),
});
