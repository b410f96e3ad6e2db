import { listAccounts } from '@gantry/contract/accounts';
import type { Client } from '@gantry/contract/client';
import { listEvents } from '@gantry/contract/events';
import { getSystemFeeds } from '@gantry/contract/feeds';
import { getUser } from '@gantry/contract/identity';
import { listImages } from '@gantry/contract/images';
import { listPolicies } from '@gantry/contract/policies';
import { listRegistries } from '@gantry/contract/registries';
import { listSubscriptions } from '@gantry/contract/subscriptions';
import { getServiceDetail, healthCheck, versionCheck } from '@gantry/contract/system';
import { isCodedError } from '@gantry/core/errors';
import { cliErrors } from '../../errors.ts';
import { jsonText } from '../../render/answer.ts';
import { renderTable } from '../../render/table.ts';
import { withServer } from '../../server/session.ts';
import { type ExitCode, exitCodes } from '../../terminal/exit-codes.ts';
import type { Call } from '../command.ts';
import { outputOf } from './verbs.ts';

interface SmokeTest {
  readonly name: string;
  /** What was found, in words; throws when it is not as it should be. */
  probe(client: Client): Promise<string>;
}

interface Outcome {
  readonly name: string;
  readonly passed: boolean;
  readonly said: string;
}

/** Nothing is changed by them. */
const tests: readonly SmokeTest[] = [
  {
    name: 'health',
    probe: async (client) => {
      await client.call(healthCheck);
      return 'healthy';
    },
  },
  {
    name: 'version',
    probe: async (client) => `service ${(await client.call(versionCheck)).service?.version ?? 'unknown'}`,
  },
  { name: 'sign-in', probe: async (client) => `as ${(await client.call(getUser)).username}` },
  { name: 'services', probe: services },
  { name: 'feeds', probe: feeds },
  { name: 'policies', probe: policies },
  { name: 'images', probe: async (client) => counted((await client.call(listImages)).items, 'image') },
  { name: 'registries', probe: async (client) => counted(await client.call(listRegistries), 'registry entries', '') },
  { name: 'subscriptions', probe: async (client) => counted(await client.call(listSubscriptions), 'subscription') },
  { name: 'events', probe: async (client) => counted((await client.call(listEvents)).results, 'recent event') },
  { name: 'accounts', probe: async (client) => counted(await client.call(listAccounts), 'account') },
];

/** `gantry system smoke-tests`: reads one thing of every kind. */
export async function run(call: Call): Promise<ExitCode> {
  return withServer(
    call,
    async (client) => {
      const outcomes: Outcome[] = [];
      for (const test of tests) outcomes.push(await outcomeOf(test, client, call));
      call.terminal.out(outputOf(call).startsWith('json') ? jsonText(outcomes) : tableOf(outcomes));
      const failed = outcomes.filter(({ passed }) => !passed).length;
      if (failed > 0) throw cliErrors.SMOKE({ failed, count: outcomes.length });
      return exitCodes.ok;
    },
    { retries: 1 },
  );
}

async function outcomeOf({ name, probe }: SmokeTest, client: Client, { terminal }: Call): Promise<Outcome> {
  try {
    return { name, passed: true, said: await probe(client) };
  } catch (error) {
    if (terminal.signal.aborted || !(error instanceof Error)) throw error;
    return { name, passed: false, said: isCodedError(error) ? `${error.message} [${error.code}]` : error.message };
  }
}

function tableOf(outcomes: readonly Outcome[]): string {
  return renderTable(
    [{ title: 'TEST' }, { title: 'RESULT' }, { title: 'MESSAGE', max: 100 }],
    outcomes.map(({ name, passed, said }) => [name, passed ? 'pass' : 'fail', said]),
  );
}

async function services(client: Client): Promise<string> {
  const { service_states: states = [] } = await client.call(getServiceDetail);
  const down = states.filter((service) => service.status !== true).map((service) => service.service_name ?? 'unnamed');
  if (down.length > 0 || states.length === 0) throw new Error(`not up: ${down.join(', ') || 'every service'}`);
  return counted(states, 'service');
}

async function feeds(client: Client): Promise<string> {
  const groups = (await client.call(getSystemFeeds)).flatMap((feed) => feed.groups ?? []);
  const records = groups.reduce((sum, group) => sum + (group.record_count ?? 0), 0);
  if (records === 0) throw new Error('no advisories are loaded');
  return `${records} advisories in ${groups.length} groups`;
}

async function policies(client: Client): Promise<string> {
  const all = await client.call(listPolicies);
  const active = all.find((policy) => policy.active);
  if (active === undefined) throw new Error('no policy is active');
  return `${all.length}, active: ${active.name}`;
}

function counted(items: readonly unknown[] | undefined, word: string, plural = 's'): string {
  const count = items?.length ?? 0;
  return `${count} ${word}${count === 1 ? '' : plural}`;
}
