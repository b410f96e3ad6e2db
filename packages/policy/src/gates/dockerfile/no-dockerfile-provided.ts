import { defineTrigger } from '../../gating/define-trigger.ts';
import { found, notApplicable } from '../../gating/outcome.ts';
import { isFileSource } from '../_shared/artifact.ts';

export const noDockerfileProvided = defineTrigger({
  name: 'no_dockerfile_provided',
  help: 'Fires when the Dockerfile was not handed in with the image.',
  params: {},
  run: (context) => {
    if (context.facts.dockerfile.mode === 'actual') return found();
    if (isFileSource(context.facts)) return notApplicable('a folder or file has no Dockerfile');
    const fix = { kind: 'data', says: 'hand in the Dockerfile with --dockerfile FILE' } as const;
    return found([{ message: 'Image was not analyzed with an actual Dockerfile', fix }]);
  },
});
