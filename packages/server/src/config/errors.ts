import { defineErrors } from '@gantry/core';

/** Error codes of the server's settings. */
export const configErrors = defineErrors('CONFIG', {
  BAD_VALUE: {
    kind: 'usage',
    says: 'the setting {key} does not take "{value}"',
    advice: 'It takes: {allowed}.',
  },
  BAD_FILE: {
    kind: 'usage',
    says: 'the configuration file cannot be read: {because}',
    advice: 'It is YAML or JSON with one `key: value` per setting; docs/reference/configuration.md lists the keys.',
  },
  UNKNOWN_KEY: {
    kind: 'usage',
    says: 'the configuration file has the unknown key {key}',
    advice: 'docs/reference/configuration.md lists the keys.',
  },
  ROLE_NEEDS_DATABASE: {
    kind: 'usage',
    says: 'the role {role} needs a PostgreSQL server: the embedded database serves one process',
    advice: 'Set DATABASE_URL, or start with the role `all`.',
  },
  TLS_INCOMPLETE: {
    kind: 'usage',
    says: 'TLS needs a certificate and its key: one of them is missing',
    advice: 'Set both tls_cert and tls_key, or neither.',
  },
  PORT_TAKEN: {
    kind: 'conflict',
    says: 'port {port} of {host} is taken by another program',
    advice: 'Stop it, or choose another port: --port, GANTRY_PORT or `port`.',
  },
  CANNOT_LISTEN: {
    kind: 'input',
    says: 'the server cannot listen on port {port} of {host} ({because})',
    advice: 'Set --host to an address of this machine, and --port to one that this user may use.',
  },
});
