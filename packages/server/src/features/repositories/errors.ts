import { defineErrors } from '@gantry/core';

/** Errors of the repositories feature. */
export const repositoryErrors = defineErrors('REPOSITORY', {
  NAME_INVALID: {
    kind: 'usage',
    says: '{repository} is not a repository: {because}',
    advice: 'Write registry/repository without a tag: registry.example:5000/team/app.',
  },
  LOOKUP_FAILED: {
    kind: 'usage',
    says: 'the tags of {repository} could not be listed: {because}',
    advice: 'Check the name, and that the registry is registered with credentials that may list tags.',
  },
});
