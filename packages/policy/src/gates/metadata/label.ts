import type { Remedy } from '@gantry/core';
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
      const fix = (good: string | null): Remedy => setLabel(wanted.name, good);
      return judgeNamedText(context, wanted, { word: 'label', texts: config.labels, fix });
    }),
});

function setLabel(name: string, good: string | null): Remedy {
  if (good === null || !/^[\w./-]+$/.test(name)) {
    return { kind: 'dockerfile', says: `set or change the label with LABEL ${name}=…` };
  }
  const line = `LABEL ${name}=${JSON.stringify(good)}`;
  return { kind: 'dockerfile', says: `set or change the label with ${line}`, edit: { op: 'append', line } };
}
