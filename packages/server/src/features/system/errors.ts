import { defineErrors } from '@gantry/core';

/** Errors of the system feature. */
export const systemErrors = defineErrors('SYSTEM', {
  UNHEALTHY: {
    kind: 'stale',
    says: 'this process cannot work: {because}',
    advice: 'Ask another server of the site; the log of this one has the cause.',
  },
  SERVICE_NOT_FOUND: {
    kind: 'missing',
    says: 'there is no service {name} on the host {host}',
    advice: 'List the services to see their names and hosts.',
  },
  SERVICE_UP: {
    kind: 'denied',
    says: 'the service {name} on the host {host} is up',
    advice: 'Only services that are gone can be taken off the list: stop it first.',
  },
  WEBHOOK_NONE: {
    kind: 'usage',
    says: 'no webhook of type {type} is configured',
    advice: 'Webhooks cannot be configured in this version: watch the events instead.',
  },
  METRICS_REFUSED: {
    kind: 'denied',
    says: 'the metrics ask for the token of this server',
    advice: 'Send it as a bearer token in the authorization header.',
  },
});
