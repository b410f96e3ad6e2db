import { defineErrors } from '@gantry/core';

/** Errors of the subscriptions feature. */
export const subscriptionErrors = defineErrors('SUBSCRIPTION', {
  NOT_FOUND: {
    kind: 'missing',
    says: 'there is no subscription {id} in this account',
    advice: 'List the subscriptions to see their ids.',
  },
  TYPE_UNKNOWN: {
    kind: 'usage',
    says: 'there is no type of subscription {type}',
    advice:
      'The types are tag_update, policy_eval, vuln_update, analysis_update, repo_update, runtime_inventory and alerts.',
  },
  KEY_INVALID: {
    kind: 'usage',
    says: 'a subscription of type {type} cannot be about {key}: {because}',
    advice: 'Write registry/repository:tag for a tag and registry/repository for a repository.',
  },
  VALUE_INVALID: {
    kind: 'usage',
    says: 'the value of a subscription of type {type} cannot be used: {because}',
    advice:
      'For repo_update it is the text of a JSON object with auto_subscribe and exclude_existing_tags, true or false.',
  },
});
