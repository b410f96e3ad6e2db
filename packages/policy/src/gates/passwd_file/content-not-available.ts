import { defineTrigger } from '../../gating/define-trigger.ts';
import { found, notApplicable } from '../../gating/outcome.ts';
import { isFileSource } from '../_shared/artifact.ts';
import { withInspected } from '../_shared/inspected.ts';

export const contentNotAvailable = defineTrigger({
  name: 'content_not_available',
  help: 'Fires when the artifact has no /etc/passwd, or it was not kept.',
  needs: ['retrievedFiles'],
  retrieves: () => ['/etc/passwd'],
  params: {},
  run: (context) =>
    withInspected(context, 'retrievedFiles', ({ wanted, files }) => {
      if (files.some(({ path }) => path === '/etc/passwd')) return found();
      const isAbsent = wanted.includes('/etc/passwd');
      if (isAbsent && isFileSource(context.facts)) return notApplicable('the folder has no /etc/passwd');
      const message = 'Cannot locate /etc/passwd in image stored files archive: check analyzer settings.';
      const says = 'have /etc/passwd kept when the image is inspected, or put one into the image';
      return found([{ message, path: '/etc/passwd', fix: { kind: 'data', says } }]);
    }),
});
