import { cliErrors } from '../../errors.ts';
import type { Command } from '../command.ts';

/** The server itself. */
export const startCommands: readonly Command[] = [
  {
    name: 'server start',
    args: '',
    about: 'run the platform: API, jobs and storage; docs/reference/configuration.md has every setting',
    options: [
      { flags: '--config <file>', about: 'file with settings (YAML or JSON)', env: 'GANTRY_CONFIG' },
      { flags: '--data <dir>', about: 'folder of the embedded database, the advisories and the layer cache' },
      { flags: '--host <address>', about: 'address to listen on' },
      { flags: '--port <number>', about: 'port to listen on; 0 takes a free one' },
      { flags: '--role <role>', about: 'what this process does', choices: ['all', 'api', 'worker'] },
    ],
    examples: [
      'gantry server start --data ./gantry-data',
      'DATABASE_URL=postgres://gantry@db/gantry gantry server start --role worker',
    ],
    load: () => import('../server-start.ts').catch(notHere),
  },
];

/** The self-contained executable has none of the libraries that only the server needs. */
function notHere(error: NodeJS.ErrnoException): never {
  if (error.code !== 'ERR_MODULE_NOT_FOUND') throw error;
  throw cliErrors.SERVER_ABSENT({}, { cause: error });
}
