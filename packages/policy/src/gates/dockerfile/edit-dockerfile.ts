import { type DockerfileEdit, type DockerfileFacts, hideSecrets } from '@gantry/core';
import { type DockerfileLine, parseDockerfile } from './parse-dockerfile.ts';

/**
 * The Dockerfile with edits made, one line per instruction; comments are not kept. All edits in one pass: a Dockerfile of a stranger may
 * have as many bad lines as lines. RUN lines that change files are not added: what they do shows in the list of files.
 */
export function editDockerfile(facts: DockerfileFacts, edits: readonly DockerfileEdit[]): DockerfileFacts {
  const ports = new Set(edits.flatMap((edit) => (edit.op === 'unexpose' ? [edit.port] : [])));
  const changed = new Map<string, string | null>();
  for (const edit of edits) {
    if (edit.op === 'replace-line') changed.set(keyOf(edit), edit.line);
    if (edit.op === 'remove-line') changed.set(keyOf(edit), null);
  }
  const lines = parseDockerfile(facts).flatMap((line) => {
    const text = changed.get(keyOf(line));
    if (text === null) return [];
    return withoutPorts(text ?? `${line.instruction} ${line.argument}`, ports);
  });
  const added = edits.flatMap((edit) => (edit.op === 'append' ? [edit.line] : []));
  return { mode: facts.mode, text: `${[...lines, ...added].join('\n')}\n` };
}

/** Edits go into reports, so that they name lines without the values of secrets. */
function keyOf({ instruction, argument }: Pick<DockerfileLine, 'instruction' | 'argument'>): string {
  return `${instruction} ${hideSecrets(argument)}`;
}

function withoutPorts(line: string, ports: ReadonlySet<string>): string[] {
  if (ports.size === 0 || !line.startsWith('EXPOSE ')) return [line];
  const kept = line
    .slice('EXPOSE '.length)
    .split(/[\s,]+/)
    .filter((entry) => !ports.has(entry));
  return kept.length > 0 ? [`EXPOSE ${kept.join(' ')}`] : [];
}
