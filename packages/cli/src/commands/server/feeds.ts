import { getSystemFeeds, postSystemFeeds } from '@gantry/contract/feeds';
import type { View } from '../../render/answer.ts';
import { jsonText } from '../../render/answer.ts';
import { printable } from '../../render/printable.ts';
import { withServer } from '../../server/session.ts';
import { flag, text } from '../../settings/option.ts';
import { type ExitCode, exitCodes } from '../../terminal/exit-codes.ts';
import type { Call } from '../command.ts';
import { outputOf, showing } from './verbs.ts';

interface Group {
  readonly feed: string | undefined;
  readonly group: string | undefined;
  readonly records: number | undefined;
  readonly enabled: boolean | undefined;
  readonly built: string | undefined;
  readonly synced: string | undefined;
}

const view: View<Group> = {
  fields: [
    { title: 'Feed', of: (item) => item.feed },
    { title: 'Group', of: (item) => item.group },
    { title: 'Records', of: (item) => item.records },
    { title: 'Enabled', of: (item) => item.enabled },
    { title: 'Built', of: (item) => item.built },
    { title: 'Last sync', of: (item) => item.synced },
  ],
  id: (item) => `${item.feed}/${item.group ?? ''}`,
};

/** `gantry feed list` */
export const list = showing(getSystemFeeds, {
  ask: (client) => client.call(getSystemFeeds),
  items: (feeds) =>
    feeds.flatMap((feed) => {
      const whole = { feed: feed.name, group: undefined, records: undefined, enabled: feed.enabled };
      const times = { built: feed.data_service_built_at, synced: feed.last_full_sync };
      if (!feed.groups?.length) return [{ ...whole, ...times }];
      return feed.groups.map((group) => ({
        feed: feed.name,
        group: group.name,
        records: group.record_count,
        enabled: group.enabled ?? feed.enabled,
        built: group.data_service_built_at ?? feed.data_service_built_at,
        synced: group.last_sync ?? feed.last_full_sync,
      }));
    }),
  view,
});

/** `gantry feed sync`: the server may answer before it is done. */
export async function sync(call: Call): Promise<ExitCode> {
  const timeout = Number(text(call.options, 'timeout') ?? 600) * 1000;
  return withServer(
    call,
    async (client) => {
      const reply = await client.call(postSystemFeeds, { query: { force_sync: flag(call.options, 'force_sync') } });
      const said = reply?.message ?? 'the feeds are being synchronised';
      call.terminal.out(outputOf(call).startsWith('json') ? jsonText(reply) : `${printable(said)}\n`);
      return exitCodes.ok;
    },
    { patience: timeout },
  );
}
