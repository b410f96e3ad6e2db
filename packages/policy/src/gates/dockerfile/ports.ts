import type { Dockerfile } from './facts.ts';
import type { DockerfileLine } from './parse-dockerfile.ts';

/** One entry of an EXPOSE line. */
export interface ExposedPort {
  /** As written: `22`, `22/tcp`, `7000-7010/udp`. */
  readonly text: string;
  /** First and last port; null when the entry is no number (a build argument). */
  readonly range: readonly [number, number] | null;
  /** `/tcp`, `/udp`, or empty when bare. */
  readonly suffix: string;
  /** Line that has it; absent when only the configuration knows it, from the base image. */
  readonly line?: DockerfileLine;
}

/**
 * The ports of the final stage's EXPOSE lines, each once. When an entry is a build argument, or there is a
 * configuration that knows more (the base image's ports), its ports are added.
 */
export function exposedPorts({ final, config }: Dockerfile): ExposedPort[] {
  const written = new Map(
    final
      .filter(({ instruction }) => instruction === 'EXPOSE')
      .flatMap((line) => line.argument.split(/[\s,]+/).map((text) => [text, line] as const))
      .filter(([text]) => text !== ''),
  );
  const numbers = new Set([...written.keys()].map((text) => text.split('/')[0]));
  const hidden = (config?.exposedPorts ?? []).filter((text) => !numbers.has(text.split('/')[0]));
  return [...new Set([...written.keys(), ...hidden])].map((text) => {
    const line = written.get(text);
    return { ...readPort(text), ...(line === undefined ? {} : { line }) };
  });
}

function readPort(text: string): ExposedPort {
  const form = /^(\d{1,5})(?:-(\d{1,5}))?(\/[a-z]+)?$/.exec(text.toLowerCase());
  if (!form) return { text, range: null, suffix: '' };
  const first = Number(form[1]);
  return { text, range: [first, form[2] === undefined ? first : Number(form[2])], suffix: form[3] ?? '' };
}
