import { choice, serverOutput } from '../../settings/server-options.ts';
import type { Command } from '../command.ts';
import { serverCommand } from './server-command.ts';

const subscriptions = () => import('../server/subscriptions.ts');

const repositories = () => import('../server/repositories.ts');

/** Commands about subscriptions, and about repositories, which are watched by one. */
export const subscriptionCommands: readonly Command[] = [
  serverCommand(
    {
      name: 'repo add',
      args: '<repository>',
      about: 'add the tags of a repository and watch for new ones',
      options: [
        choice('--auto-subscribe', 'watch the tags that are added, too', 'true'),
        { flags: '--dry-run', about: 'only say what would be added' },
        { flags: '--exclude-existing-tags', about: 'only tags that come from now on' },
        serverOutput('csv'),
      ],
      examples: ['gantry repo add registry.example.com/team/app --exclude-existing-tags'],
    },
    repositories,
    ({ add }) => add,
  ),
  serverCommand(
    {
      name: 'repo delete',
      args: '<repository...>',
      about: 'forget repositories; their images stay',
      options: [serverOutput()],
      examples: ['gantry repo delete registry.example.com/team/app'],
    },
    repositories,
    ({ remove }) => remove,
  ),
  serverCommand(
    {
      name: 'repo get',
      args: '<repository>',
      about: 'show whether a repository is watched',
      options: [serverOutput('csv')],
      examples: ['gantry repo get registry.example.com/team/app'],
    },
    repositories,
    ({ get }) => get,
  ),
  serverCommand(
    {
      name: 'repo list',
      args: '',
      about: 'list the repositories that were added',
      options: [serverOutput('csv')],
      examples: ['gantry repo list'],
    },
    repositories,
    ({ list }) => list,
  ),
  serverCommand(
    {
      name: 'repo unwatch',
      args: '<repository>',
      about: 'stop adding new tags of a repository',
      options: [serverOutput('csv')],
      examples: ['gantry repo unwatch registry.example.com/team/app'],
    },
    repositories,
    ({ unwatch }) => unwatch,
  ),
  serverCommand(
    {
      name: 'repo watch',
      args: '<repository>',
      about: 'add new tags of a repository again',
      options: [serverOutput('csv')],
      examples: ['gantry repo watch registry.example.com/team/app'],
    },
    repositories,
    ({ watch }) => watch,
  ),
  serverCommand(
    {
      name: 'subscription activate',
      args: '<key> <type>',
      about: 'watch something, such as tag_update of an image',
      options: [serverOutput('csv')],
      examples: ['gantry subscription activate registry.example.com/team/app:1.2 tag_update'],
    },
    subscriptions,
    ({ activate }) => activate,
  ),
  serverCommand(
    {
      name: 'subscription deactivate',
      args: '<key> <type>',
      about: 'watch it no more',
      options: [serverOutput('csv')],
      examples: ['gantry subscription deactivate registry.example.com/team/app:1.2 tag_update'],
    },
    subscriptions,
    ({ deactivate }) => deactivate,
  ),
  serverCommand(
    {
      name: 'subscription delete',
      args: '<key> <type>',
      about: 'forget a subscription',
      options: [serverOutput()],
      examples: ['gantry subscription delete registry.example.com/team/app:1.2 tag_update'],
    },
    subscriptions,
    ({ remove }) => remove,
  ),
  serverCommand(
    {
      name: 'subscription get',
      args: '<key> <type>',
      about: 'show one subscription',
      options: [serverOutput('csv')],
      examples: ['gantry subscription get registry.example.com/team/app:1.2 policy_eval'],
    },
    subscriptions,
    ({ get }) => get,
  ),
  serverCommand(
    {
      name: 'subscription list',
      args: '',
      about: 'list subscriptions',
      options: [
        { flags: '-k, --key <key>', about: 'only of this image or repository' },
        {
          flags: '-t, --type <type>',
          about: 'only of this type, such as tag_update, policy_eval, vuln_update, analysis_update, repo_update',
        },
        serverOutput('csv'),
      ],
      examples: ['gantry subscription list --type policy_eval'],
    },
    subscriptions,
    ({ list }) => list,
  ),
];
