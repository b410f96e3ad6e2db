import type { DockerfileLine } from './parse-dockerfile.ts';

interface Stage {
  readonly name: string | null;
  readonly base: string;
  readonly lines: DockerfileLine[];
}

/**
 * The lines that make the final image: those of the last stage, after those of the earlier stages that it is built
 * on. A USER or EXPOSE of a stage that only lends files says nothing of the image.
 */
export function finalStageLines(lines: readonly DockerfileLine[]): DockerfileLine[] {
  const stages = splitStages(lines);
  const lineage: Stage[] = [];
  for (let at = stages.length - 1; at >= 0; ) {
    const stage = stages[at] as Stage;
    lineage.unshift(stage);
    at = stages.slice(0, at).findLastIndex(({ name }) => name === stage.base);
  }
  return lineage.flatMap((stage) => stage.lines);
}

function splitStages(lines: readonly DockerfileLine[]): Stage[] {
  let current: Stage = { name: null, base: '', lines: [] };
  const stages = [current];
  for (const line of lines) {
    if (line.instruction === 'FROM') {
      current = openStage(line.argument);
      stages.push(current);
    }
    current.lines.push(line);
  }
  return stages.filter((stage) => stage.lines.length > 0);
}

/** `FROM [--platform=P] image [AS name]`; stage names have no case. */
function openStage(argument: string): Stage {
  const words = argument.split(/\s+/).filter((word) => !word.startsWith('--'));
  const named = words[1]?.toLowerCase() === 'as' ? words[2] : undefined;
  return { name: named?.toLowerCase() ?? null, base: words[0]?.toLowerCase() ?? '', lines: [] };
}
