import { argumentPatterns } from './patterns.ts';
import { check } from './rule.ts';

/** Secrets in the files that the container sees. */
export const secretInFile = check({
  id: 'secret-in-file',
  what: 'secret_scans.content_regex_checks',
  recommendation:
    'Treat the secret as known to everyone who can pull the image: change it, take it out, and mount it at run time.',
});

/** The same, and files that later layers deleted. */
export const secretInLayer = check({
  id: 'secret-in-layer',
  what: 'secret_scans.content_regex_checks',
  params: { all_layers: 'true' },
  recommendation:
    'Deleting a file in a later layer leaves it in the image. Change the secret and build again with a secret mount.',
});

/** A secret among the variables that every process gets. */
export const secretInEnvironment = check({
  id: 'secret-in-environment',
  what: 'dockerfile.instruction',
  params: { instruction: 'ENV', check: 'like', value: argumentPatterns.namedSecret },
  recommendation:
    'ENV is stored in the image for all to read. Hand the value over when the container starts, best as a file.',
});

/** A secret among the build arguments, which the history keeps. */
export const secretInArgument = check({
  id: 'secret-in-argument',
  what: 'dockerfile.instruction',
  params: { instruction: 'ARG', check: 'like', value: argumentPatterns.namedSecret },
  recommendation:
    'The history of the image keeps build arguments. Use RUN --mount=type=secret for what a build step has to know.',
});
