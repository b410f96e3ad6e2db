import type { DockerfileEdit, DockerfileFacts } from '@gantry/core';
import { parseDockerfile } from './parse-dockerfile.ts';

/** The Dockerfile with an edit made, one line per instruction; comments are not kept. */
export function editDockerfile(facts: DockerfileFacts, edit: DockerfileEdit): DockerfileFacts {
  const lines = parseDockerfile(facts).flatMap((line) => {
    if (edit.op === 'remove-line' && line.instruction === edit.instruction && line.argument === edit.argument)
      return [];
    if (edit.op !== 'unexpose' || line.instruction !== 'EXPOSE') return [`${line.instruction} ${line.argument}`];
    const kept = line.argument.split(/[\s,]+/).filter((entry) => entry !== edit.port);
    return kept.length > 0 ? [`EXPOSE ${kept.join(' ')}`] : [];
  });
  const added = edit.op === 'append' ? [edit.line] : [];
  return { mode: facts.mode, text: `${[...lines, ...added].join('\n')}\n` };
}
