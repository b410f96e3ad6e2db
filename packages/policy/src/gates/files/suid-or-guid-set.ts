import type { FileFacts } from '@gantry/core';
import { defineTrigger } from '../../gating/define-trigger.ts';
import { foundInPart } from '../../gating/outcome.ts';
import { aboutFile, fileEdit, shellWord } from '../_shared/about-file.ts';
import { inspectionGaps, withInspected } from '../_shared/inspected.ts';

export const suidOrGuidSet = defineTrigger({
  name: 'suid_or_guid_set',
  help: 'Fires for each file or folder with the setuid or the setgid bit.',
  needs: ['files'],
  params: {},
  run: (context) =>
    withInspected(context, 'files', ({ entries }) => {
      const raised = entries
        .filter(({ mode }) => (mode & 0o6000) !== 0)
        .map((file) => ({
          message: `SUID or SGID found set on file ${file.path}. Mode: 0o${fullMode(file).toString(8)}`,
          fix: fileEdit(context.facts, file, {
            says: `take the bits off with RUN chmod u-s,g-s ${shellWord(file.path)}, or remove it`,
            does: { change: 'take-rights' },
          }),
          ...aboutFile(file),
        }));
      return foundInPart(raised, inspectionGaps(context, 'files'));
    }),
});

/** The bits of stat(2) that tell what an entry is; what kind of special file is not known. */
const typeBits = { file: 0o100000, directory: 0o040000, symlink: 0o120000, special: 0 } as const;

function fullMode({ mode, type }: FileFacts): number {
  return typeBits[type] | (mode & 0o7777);
}
