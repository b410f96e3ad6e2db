import { defineErrors } from '@gantry/core';

/** Error codes of groups of users. */
export const groupErrors = defineErrors('GROUP', {
  NOT_FOUND: {
    kind: 'missing',
    says: 'Not Found: there is no user group {group}',
    advice: 'List the groups (GET /v2/system/user-groups) for their ids.',
  },
  EXISTS: {
    kind: 'conflict',
    says: 'there is a user group {name} already',
    advice: 'Choose another name.',
  },
  ROLE_NOT_FOUND: {
    kind: 'missing',
    says: 'Not Found: the user group {group} does not give {membership}',
    advice: 'List the roles of the group for their membership ids.',
  },
  SYSTEM_ROLE: {
    kind: 'denied',
    says: 'the role {role} holds in every account and is not given through groups',
    advice: 'Give it to users of the account admin, one by one.',
  },
});
