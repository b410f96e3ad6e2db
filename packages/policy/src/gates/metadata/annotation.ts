import { defineTrigger } from '../../gating/define-trigger.ts';
import { notEvaluated } from '../../gating/outcome.ts';
import { judgeNamedText, namedTextParameters, namedTextProblems } from './named-text.ts';

export const annotation = defineTrigger({
  name: 'annotation',
  ours: true,
  help: 'Fires once when something that people wrote on the image in Gantry satisfies the check.',
  needs: ['annotations'],
  params: namedTextParameters('annotation', 'exposure'),
  check: namedTextProblems,
  run: (context, wanted) => {
    const { annotations } = context.facts;
    if (!annotations) {
      return notEvaluated(
        'nobody told what is written on the image: tell it with --annotation, or evaluate it on the server that keeps it',
      );
    }
    const fix = (good: string | null) =>
      ({ kind: 'data', says: `write ${wanted.name}=${good ?? '…'} on the image` }) as const;
    return judgeNamedText(context, wanted, { word: 'annotation', texts: annotations, fix });
  },
});
