import type { DockerfileFacts, ImageConfig, ImageSource } from '@gantry/core';
import { parseDockerfile } from './parse-dockerfile.ts';

const instructionWord =
  /^(?:ADD|ARG|CMD|COPY|ENTRYPOINT|ENV|EXPOSE|FROM|HEALTHCHECK|LABEL|MAINTAINER|ONBUILD|RUN|SHELL|STOPSIGNAL|USER|VOLUME|WORKDIR)(?:\s|$)/;

/**
 * The Dockerfile that an image's history tells of, one line per instruction, beginning with `FROM scratch` since the
 * base is not stated. What the configuration states and the history does not is added, so that an image built
 * without a history still shows its user and ports.
 */
export function reconstructDockerfile(source: ImageSource): DockerfileFacts {
  const told = ['FROM scratch', ...source.config.history.flatMap(({ createdBy }) => toLine(createdBy ?? ''))];
  const text = [...told, ...untold(source.config, told.join('\n'))].join('\n');
  return { mode: 'guessed', text: `${text}\n` };
}

/** One step of the history: the words of Docker's classic builder, of BuildKit, or of anything else (taken as RUN). */
function toLine(createdBy: string): string[] {
  const step = oneLine(createdBy);
  if (step === '') return [];
  const nop = step.indexOf('#(nop)');
  if (nop >= 0 && nop < 200) return tidy(step.slice(nop + '#(nop)'.length).trim());
  if (instructionWord.test(step)) return tidy(step);
  return tidy(`RUN ${step}`);
}

function tidy(line: string): string[] {
  if (!instructionWord.test(line)) return line === '' ? [] : [`RUN ${line}`];
  const plain = line.endsWith('# buildkit') ? line.slice(0, -'# buildkit'.length).trim() : line;
  if (plain.startsWith('RUN ')) return [`RUN ${withoutShell(plain.slice(4).trim())}`];
  if (plain.startsWith('EXPOSE ')) return [`EXPOSE ${withoutMap(plain.slice(7))}`];
  return [plain];
}

/** `|1 A=b /bin/sh -c command` is what a RUN with build arguments leaves. */
function withoutShell(command: string): string {
  const shell = '/bin/sh -c ';
  if (command.startsWith(shell)) return command.slice(shell.length).trim();
  const at = /^\|\d+ /.test(command) ? command.indexOf(` ${shell}`) : -1;
  return at < 0 ? command : command.slice(at + 1 + shell.length).trim();
}

/** `map[22/tcp:{} 80/tcp:{}]` and `[22/tcp]` are how builders print a set of ports. */
function withoutMap(ports: string): string {
  return ports
    .replace(/^\s*map\[|[[\]]|:\{\}|\{\}/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Line breaks and a closing backslash would let one step swallow the next. */
function oneLine(text: string): string {
  return text
    .replace(/\\?[\r\n]+\s*/g, ' ')
    .trim()
    .replace(/\\+$/, '')
    .trim();
}

/** Lines for what only the configuration knows. */
function untold(config: ImageConfig, told: string): string[] {
  const lines = parseDockerfile({ mode: 'guessed', text: told });
  const has = (instruction: string) => lines.some((line) => line.instruction === instruction);
  const said = (instruction: string) =>
    lines.filter((line) => line.instruction === instruction).map(({ argument }) => argument);
  const added = [
    ...userLines(config, said('USER')),
    ...config.exposedPorts.filter((port) => !mentions(said('EXPOSE'), port)).map((port) => `EXPOSE ${port}`),
    ...config.env.filter((entry) => !knowsVariable(said('ENV'), entry)).map((entry) => `ENV ${entry}`),
    ...(has('VOLUME') ? [] : config.volumes.map((volume) => `VOLUME ${volume}`)),
    ...(has('LABEL')
      ? []
      : Object.entries(config.labels).map(([key, value]) => `LABEL ${key}=${JSON.stringify(value)}`)),
    ...(has('WORKDIR') || !config.workingDir ? [] : [`WORKDIR ${config.workingDir}`]),
    ...(has('STOPSIGNAL') || !config.stopSignal ? [] : [`STOPSIGNAL ${config.stopSignal}`]),
    ...jsonLine('SHELL', config.shell, has),
    ...(has('HEALTHCHECK') || !config.healthcheck ? [] : [`HEALTHCHECK ${JSON.stringify(config.healthcheck.test)}`]),
    ...jsonLine('ENTRYPOINT', config.entrypoint, has),
    ...jsonLine('CMD', config.cmd, has),
    ...(has('ONBUILD') ? [] : config.onBuild.map((step) => `ONBUILD ${step}`)),
  ];
  return added.map(oneLine);
}

/** The configuration is what runs: it wins over a history that says otherwise. */
function userLines({ user }: ImageConfig, said: readonly string[]): string[] {
  const last =
    said
      .at(-1)
      ?.replace(/^\[|\]$/g, '')
      .trim() ?? '';
  if ((user ?? '') === last) return [];
  return [`USER ${user || 'root'}`];
}

function mentions(said: readonly string[], port: string): boolean {
  const wanted = new Set([port, port.replace(/\/tcp$/, '')]);
  return said.some((argument) => argument.split(/\s+/).some((entry) => wanted.has(entry)));
}

function knowsVariable(said: readonly string[], entry: string): boolean {
  const name = entry.slice(0, Math.max(0, entry.indexOf('=')));
  return said.some(
    (argument) =>
      argument === name ||
      argument.startsWith(`${name}=`) ||
      argument.startsWith(`${name} `) ||
      argument.includes(` ${name}=`),
  );
}

function jsonLine(instruction: string, words: readonly string[], has: (name: string) => boolean): string[] {
  return has(instruction) || words.length === 0 ? [] : [`${instruction} ${JSON.stringify(words)}`];
}
