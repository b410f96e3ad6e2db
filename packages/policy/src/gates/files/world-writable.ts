import type { FileFacts, PolicyFacts } from '@gantry/core';
import { defineTrigger } from '../../gating/define-trigger.ts';
import { foundInPart, type Raised } from '../../gating/outcome.ts';
import { withDefault } from '../../gating/parameters.ts';
import { commaList } from '../../gating/validators.ts';
import { aboutFile, fileEdit, isBelow, octalMode, shellWord } from '../_shared/about-file.ts';
import { inspectionGaps, withInspected } from '../_shared/inspected.ts';

export const worldWritable = defineTrigger({
  name: 'world_writable',
  ours: true,
  help: 'Fires for each regular file that everybody may write, and each such folder without the sticky bit.',
  needs: ['files'],
  params: {
    exclude: withDefault('exclude', commaList, {
      help: 'Paths that may be writable for everybody, with all that lies below them.',
      example: '/tmp,/var/cache/app',
      fallback: '/tmp,/var/tmp,/dev/shm,/run/lock',
    }),
  },
  run: (context, { exclude }) =>
    withInspected(context, 'files', ({ entries }) => {
      const writable = entries.filter((file) => isWorldWritable(file) && !isBelow(file.path, exclude));
      return foundInPart(
        writable.map((file) => raise(context.facts, file)),
        inspectionGaps(context, 'files'),
      );
    }),
});

function isWorldWritable({ type, mode }: FileFacts): boolean {
  if ((mode & 0o002) === 0) return false;
  return type === 'file' || (type === 'directory' && (mode & 0o1000) === 0);
}

function raise(facts: PolicyFacts, file: FileFacts): Raised {
  const what = file.type === 'file' ? 'World-writable file' : 'World-writable directory without the sticky bit';
  return {
    message: `${what}: ${file.path} (mode ${octalMode(file)})`,
    fix: fileEdit(facts, file, {
      says: `take the permission away with RUN chmod o-w ${shellWord(file.path)}`,
      does: { change: 'chmod', off: 0o002, on: 0 },
    }),
    ...aboutFile(file),
  };
}
