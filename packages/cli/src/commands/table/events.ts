import type { OptionSpec } from '../../settings/option.ts';
import { forceOption, serverOutput } from '../../settings/server-options.ts';
import type { Command } from '../command.ts';
import { serverCommand } from './server-command.ts';

const events = () => import('../server/events.ts');

const times: readonly OptionSpec[] = [
  { flags: '--before <time>', about: 'only those before this time (RFC 3339)' },
  { flags: '--since <time>', about: 'only those since this time (RFC 3339)' },
];
const level: OptionSpec = {
  flags: '--level <level>',
  about: 'only those of this level',
  choices: ['info', 'error', 'INFO', 'ERROR'],
};
const picks: readonly OptionSpec[] = [
  { flags: '--event-type <type>', about: 'only this type, or with * a group of types' },
  { flags: '--resource-type <type>', about: 'only about this type of resource' },
  { flags: '--resource-id <id>', about: 'only about this resource' },
  { flags: '--service <name>', about: 'only of this service' },
  { flags: '--host <id>', about: 'only of this host' },
  { flags: '--all', about: 'every page' },
  { flags: '--page <number>', about: 'this page (default: 1)', range: [1, 1_000_000] },
];

/** Commands about events. */
export const eventCommands: readonly Command[] = [
  serverCommand(
    {
      name: 'event delete',
      args: '[id...]',
      about: 'delete events, by id or picked by options',
      options: [
        ...times,
        level,
        { flags: '--all', about: 'every event' },
        forceOption('really delete every event'),
        serverOutput(),
      ],
      examples: ['gantry event delete --before 2026-01-01T00:00:00Z'],
    },
    events,
    ({ remove }) => remove,
  ),
  serverCommand(
    {
      name: 'event get',
      args: '<id>',
      about: 'show one event with its details',
      options: [serverOutput('csv')],
      examples: ['gantry event get 0b7f3a1e-1c1f-4a9e-9d0a-3f5f6f0f7a11'],
    },
    events,
    ({ get }) => get,
  ),
  serverCommand(
    {
      name: 'event list',
      args: '',
      about: 'list events, the newest first',
      options: [...times, level, ...picks, serverOutput('csv')],
      examples: ['gantry event list --level error', 'gantry event list --resource-id sha256:... --all -o csv'],
    },
    events,
    ({ list }) => list,
  ),
];
