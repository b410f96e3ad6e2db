import { defineTrigger } from '../../gating/define-trigger.ts';
import { found, foundInPart, notApplicable, type Outcome, type Raised } from '../../gating/outcome.ts';
import { required, withDefault } from '../../gating/parameters.ts';
import { commaNumbers, oneOf, trueOrFalse } from '../../gating/validators.ts';
import { lineOf, withDockerfile } from './facts.ts';
import { type ExposedPort, exposedPorts as portsOf } from './ports.ts';

export const exposedPorts = defineTrigger({
  name: 'exposed_ports',
  help: 'Fires for each listed port that is exposed (denylist), or for each exposed port that is not listed (allowlist).',
  params: {
    ports: required('ports', commaNumbers, { help: 'Port numbers, separated by commas.', example: '22,23' }),
    type: required('type', oneOf('allowlist', 'denylist'), {
      help: 'Whether the ports are the only good ones or the bad ones.',
      example: 'denylist',
    }),
    actualOnly: withDefault('actual_dockerfile_only', trueOrFalse, {
      help: 'Look only at a Dockerfile that was handed in, not at one worked out from the image history.',
      example: 'true',
      fallback: 'false',
    }),
  },
  run: (context, { ports, type, actualOnly }) =>
    withDockerfile(context, (dockerfile) => {
      if (actualOnly && dockerfile.mode !== 'actual') {
        return notApplicable('the rule looks only at actual Dockerfiles, and none was handed in');
      }
      const exposed = portsOf(dockerfile);
      const at = (entry: ExposedPort) => lineOf(dockerfile, entry.line);
      return type === 'denylist' ? denied(exposed, ports, at) : notAllowed(exposed, new Set(ports), at);
    }),
});

type PlaceOf = (entry: ExposedPort) => { readonly line?: number };

function denied(exposed: readonly ExposedPort[], ports: readonly number[], at: PlaceOf): Outcome {
  const unreadable = exposed.filter(({ range }) => range === null);
  const raised = ports.flatMap((port) =>
    exposed
      .filter(({ range }) => range !== null && range[0] <= port && port <= range[1])
      .map((entry) => ({
        ...raise(entry, `${port}${entry.suffix}`, 'which is in policy file DENIEDPORTS list'),
        ...at(entry),
      })),
  );
  return foundInPart(
    raised,
    unreadable.map(({ text }) => `the exposed port ${text.slice(0, 100)} is not a number`),
  );
}

function notAllowed(exposed: readonly ExposedPort[], allowed: ReadonlySet<number>, at: PlaceOf): Outcome {
  const outside = exposed.filter(({ range }) => !isWithin(range, allowed));
  return found(
    outside.map((entry) => ({
      ...raise(entry, entry.text, 'which is not in policy file ALLOWEDPORTS list'),
      ...at(entry),
    })),
  );
}

function isWithin(range: readonly [number, number] | null, allowed: ReadonlySet<number>): boolean {
  if (range === null || range[1] > 65_535) return false;
  for (let port = range[0]; port <= range[1]; port++) if (!allowed.has(port)) return false;
  return true;
}

function raise(entry: ExposedPort, port: string, why: string): Raised {
  const fix = {
    kind: 'dockerfile',
    says: `take ${entry.text} out of the EXPOSE lines`,
    edit: { op: 'unexpose', port: entry.text },
  } as const;
  return { message: `Dockerfile exposes port (${port}) ${why}`, fix };
}
