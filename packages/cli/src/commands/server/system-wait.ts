import type { Client } from '@gantry/contract/client';
import { getSystemFeeds } from '@gantry/contract/feeds';
import { getServiceDetail, healthCheck } from '@gantry/contract/system';
import { withServer } from '../../server/session.ts';
import { isPassing, waitFor } from '../../server/waiting.ts';
import { flag, text } from '../../settings/option.ts';
import { type ExitCode, exitCodes } from '../../terminal/exit-codes.ts';
import type { Call } from '../command.ts';

/** `gantry system wait`: until the server answers, its services are up and advisories are loaded. */
export async function run(call: Call): Promise<ExitCode> {
  const { options, terminal } = call;
  const timeout = Number(text(options, 'timeout') ?? 600);
  const needsFeeds = options['feeds'] !== false;
  const say = (line: string) => (flag(options, 'quiet') ? undefined : terminal.err(`${line}\n`));
  return withServer(
    call,
    async (client) => {
      const deadline = performance.now() + timeout * 1000;
      const left = () => Math.max(0, Math.round((deadline - performance.now()) / 1000));
      const until = (what: string, look: () => Promise<boolean>) =>
        waitFor(async () => ((await look()) ? true : undefined), { timeout: left(), what, longest: 3000 }, terminal);
      await until('the server did not answer', () => answers(client));
      say('the server answers');
      await until('not every service of the server was up', () => isUp(client));
      say('its services are up');
      if (needsFeeds) {
        await until('the server had no advisories', () => hasFeeds(client));
        say('its advisories are loaded');
      }
      return exitCodes.ok;
    },
    { retries: 0, patience: 10_000 },
  );
}

async function answers(client: Client): Promise<boolean> {
  return soon(async () => {
    await client.call(healthCheck);
    return true;
  });
}

async function isUp(client: Client): Promise<boolean> {
  return soon(async () => {
    const { service_states: services = [] } = await client.call(getServiceDetail);
    return services.length > 0 && services.every((service) => service.status === true);
  });
}

async function hasFeeds(client: Client): Promise<boolean> {
  return soon(async () => {
    const feeds = await client.call(getSystemFeeds);
    return feeds.some(({ groups = [], last_full_sync }) => last_full_sync || groups.some((group) => group.last_sync));
  });
}

async function soon(look: () => Promise<boolean>): Promise<boolean> {
  try {
    return await look();
  } catch (error) {
    if (isPassing(error)) return false;
    throw error;
  }
}
