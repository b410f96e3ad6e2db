import { defineTrigger } from '../../gating/define-trigger.ts';
import { found } from '../../gating/outcome.ts';
import { required } from '../../gating/parameters.ts';
import { withInspected } from '../_shared/inspected.ts';
import { absolutePath } from './absolute-path.ts';

export const contentNotAvailable = defineTrigger({
  name: 'content_not_available',
  help: 'Fires when the artifact has no such file, or it was not kept.',
  needs: ['retrievedFiles'],
  retrieves: ({ path }) => [path],
  params: {
    path: required('path', absolutePath, { help: 'The path of the file.', example: '/etc/httpd.conf' }),
  },
  run: (context, { path }) =>
    withInspected(context, 'retrievedFiles', ({ wanted, files, skipped }) => {
      if (files.some((one) => one.path === path)) return found();
      const skip = skipped.find((one) => one.path === path);
      const says = skip
        ? `${path} is there and could not be kept: ${skip.because}`
        : wanted.includes(path)
          ? `put the file ${path} into the artifact`
          : `have ${path} kept when the artifact is inspected`;
      const message = 'Cannot locate file in the image analysis';
      return found([{ message, path, fix: { kind: skip || !wanted.includes(path) ? 'data' : 'dockerfile', says } }]);
    }),
});
