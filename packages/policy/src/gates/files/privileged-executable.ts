import type { FileFacts, PolicyFacts } from '@gantry/core';
import { defineTrigger } from '../../gating/define-trigger.ts';
import { foundInPart, notEvaluated, type Raised } from '../../gating/outcome.ts';
import { optional, withDefault } from '../../gating/parameters.ts';
import { commaList, trueOrFalse } from '../../gating/validators.ts';
import { aboutFile, fileEdit, octalMode, shellWord } from '../_shared/about-file.ts';
import { inspectionGaps, withInspected } from '../_shared/inspected.ts';

export const privilegedExecutable = defineTrigger({
  name: 'privileged_executable',
  ours: true,
  help: 'Fires for each regular file that gives whoever runs it more rights: by setuid, setgid or file capabilities.',
  needs: ['files'],
  needsWith: ({ onlyNew }) => (onlyNew ? ['ancestry'] : []),
  params: {
    allow: optional('allow', commaList, {
      help: 'Absolute paths that may have such rights.',
      example: '/usr/bin/su,/usr/bin/passwd',
    }),
    onlyNew: withDefault('only_new', trueOrFalse, {
      help: 'Look only at files of layers above the base image; the base image must be known.',
      example: 'true',
      fallback: 'false',
    }),
  },
  run: (context, { allow, onlyNew }) =>
    withInspected(context, 'files', ({ entries }) => {
      const { base } = context.facts;
      if (onlyNew && !base)
        return notEvaluated(
          'the image was not compared with a base image: name one with --base, or have the server analyze it too',
        );
      const inherited = new Set(onlyNew ? base?.diffIds : []);
      const allowed = new Set(allow ?? []);
      const privileged = entries.filter(
        (file) => rightsOf(file).length > 0 && !allowed.has(file.path) && !inherited.has(file.layer ?? ''),
      );
      return foundInPart(
        privileged.map((file) => raise(context.facts, file)),
        inspectionGaps(context, 'files'),
      );
    }),
});

function rightsOf({ type, mode, capabilities }: FileFacts): string[] {
  if (type !== 'file') return [];
  return [
    ...((mode & 0o4000) !== 0 ? ['setuid'] : []),
    ...((mode & 0o2000) !== 0 ? ['setgid'] : []),
    ...(capabilities ?? []),
  ];
}

function raise(facts: PolicyFacts, file: FileFacts): Raised {
  const rights = rightsOf(file);
  const takeOff = [
    ...((file.mode & 0o6000) !== 0 ? [`chmod u-s,g-s ${shellWord(file.path)}`] : []),
    ...(file.capabilities?.length ? [`setcap -r ${shellWord(file.path)}`] : []),
  ];
  return {
    message: `Privileged executable: ${file.path} (${rights.join(', ')}; mode ${octalMode(file)}, owner ${file.uid}:${file.gid})`,
    fix: fileEdit(facts, file, {
      says: `take the rights off with RUN ${takeOff.join(' && ')}, or remove it`,
      does: { change: 'take-rights' },
    }),
    ...aboutFile(file),
  };
}
