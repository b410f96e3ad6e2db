import { type Backtest, type BacktestRequest, createBacktest, getBacktest } from '@gantry/contract/backtests';
import type { Client } from '@gantry/contract/client';
import { pathKind } from '@gantry/io/files';
import { cliErrors } from '../../errors.ts';
import { jsonText, renderAnswer } from '../../render/answer.ts';
import { backtestText } from '../../render/backtest.ts';
import { progressLine } from '../../render/progress.ts';
import { findPolicy } from '../../server/policies.ts';
import { withServer } from '../../server/session.ts';
import { waitFor } from '../../server/waiting.ts';
import { moment } from '../../settings/duration.ts';
import { flag, text } from '../../settings/option.ts';
import { readDocument } from '../../steps/document.ts';
import { deliverNew } from '../../steps/new-file.ts';
import { type ExitCode, exitCodes } from '../../terminal/exit-codes.ts';
import type { Call } from '../command.ts';
import { nameOf, outputOf } from './verbs.ts';

/** Seconds that a back-test may take when nobody says. */
const usualTimeout = 3600;

/** `gantry policy backtest FILE|NAME|ID`: replays it over what the server stored; with `--fail-on-flips` exit 1 when an image would flip. */
export async function run(call: Call): Promise<ExitCode> {
  const candidate = await candidateOf(call);
  const { options, terminal } = call;
  const since = text(options, 'since');
  return withServer(call, async (client) => {
    const body: BacktestRequest = {
      ...('name' in candidate ? { policy_id: (await findPolicy(client, candidate.name)).policy_id } : candidate),
      ...(since === undefined ? {} : { since: moment('--since', since, terminal.now()) }),
      against: text(options, 'against') === 'active' ? 'active' : 'stored',
      team_key: text(options, 'teamKey') ?? 'team',
      ...(await evaluatedBy(client, call)),
    };
    const done = await finished(client, (await client.call(createBacktest, { body })).id, call);
    await deliverNew(shown(done, call), call);
    const flips = (done.result?.flipped_images ?? 0) > 0;
    return flips && flag(options, 'failOnFlips') ? exitCodes.stop : exitCodes.ok;
  });
}

/** A file or a pack is sent; other names are policies of the server. */
async function candidateOf(call: Call): Promise<{ readonly name: string } | Pick<BacktestRequest, 'policy'>> {
  const name = nameOf(call);
  if (name === '-' || (await pathKind(name)) === 'file')
    return { policy: (await readDocument(name, call.terminal)) as BacktestRequest['policy'] };
  const { packs } = await import('@gantry/policy');
  const pack = packs.find((one) => one.name === name);
  return pack ? { policy: pack.policy as BacktestRequest['policy'] } : { name };
}

async function evaluatedBy(client: Client, { options }: Call): Promise<Pick<BacktestRequest, 'evaluated_by'>> {
  const name = text(options, 'evaluatedBy');
  return name === undefined ? {} : { evaluated_by: (await findPolicy(client, name)).policy_id };
}

async function finished(client: Client, backtest_id: string, { options, terminal }: Call): Promise<Backtest> {
  const line = progressLine(terminal.err, terminal.interactive && !flag(options, 'quiet'), terminal.columns);
  const timeout = Number(text(options, 'timeout') ?? usualTimeout);
  const look = async () => {
    const found = await client.call(getBacktest, { params: { backtest_id } });
    line.report({ step: `replaying: ${found.status}`, ...found.progress, unit: 'records' });
    return found.status === 'done' || found.status === 'failed' ? found : undefined;
  };
  try {
    const ended = await waitFor(look, { timeout, what: `the back-test ${backtest_id} did not end` }, terminal);
    if (ended.status === 'done') return ended;
    line.clear();
    throw cliErrors.BACKTEST_FAILED({
      id: backtest_id,
      because: ended.problem?.message ?? 'the server gives no reason',
    });
  } finally {
    line.clear();
  }
}

function shown(done: Backtest, call: Call): string {
  const output = outputOf(call);
  if (output === 'text') return backtestText(done, call.terminal.color);
  if (output === 'json-raw') return jsonText(done);
  const view = { fields: [], id: ({ id }: Backtest) => id };
  return renderAnswer({ operation: getBacktest, reply: done, items: [done], view }, output);
}
