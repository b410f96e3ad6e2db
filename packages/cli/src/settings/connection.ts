import { type OptionSpec, type OptionValues, text } from './option.ts';
import { both } from './server-options.ts';

/** Options of every command that talks to a server. */
export const connectionOptions: readonly OptionSpec[] = [
  both('--url <url>', 'URL', 'address of the server, such as https://gantry.example.com'),
  both('-u, --username <name>', 'USERNAME', 'user name; _api_key with an API key as password'),
  both('--password <text>', 'PASSWORD', 'password or API key; the variable keeps it out of the process list'),
  both('--account <name>', 'ACCOUNT', "account to act in, when it is not the user's own"),
  both('--http-tls-insecure', 'HTTP_TLS_INSECURE', 'do not check the certificate of the server'),
  { flags: '--http-ca <file>', about: 'PEM file with further certificate authorities', env: 'GANTRY_HTTP_CA' },
  {
    ...both('--http-timeout <seconds>', 'HTTP_TIMEOUT', 'how long the server may take for an answer (default: 180)'),
    range: [1, 86_400],
  },
  both('-c, --config <file>', 'CONFIG', 'file with settings, in place of those that are searched for'),
];

/** Is a server named by a flag, a variable or a file of settings? */
export function namesServer(connection: OptionValues): boolean {
  return Boolean(text(connection, 'url'));
}
