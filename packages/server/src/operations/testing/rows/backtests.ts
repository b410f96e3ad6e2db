import { createBacktest, deleteBacktest, getBacktest, listBacktests } from '@gantry/contract/backtests';
import { aDocument, aRule } from '@gantry/policy/testing';
import type { Ask } from '../ask.ts';
import { people } from '../people.ts';
import { packed, refused, row } from '../row.ts';
import type { World } from '../world.ts';

const candidate = aDocument([aRule('dockerfile.effective_user', { users: 'root', type: 'denylist' })], { id: 'next' });
const missing = 'BACKTEST_NOT_FOUND';
const hidden = { status: 404, code: missing };

async function someBacktest(world: World): Promise<Ask> {
  const { id } = await world.prepare<{ id: string }>(people.owner, createBacktest, { json: { policy: candidate } });
  // What waits is worked off, so that the account may have another.
  await world.work();
  return { params: { backtest_id: id } };
}

/** Back-tests. */
export const backtestRows = [
  row(createBacktest, {
    ask: async (world) => {
      await world.work();
      return { json: { policy: candidate, days: 30, against: 'active' } };
    },
    bad: refused({ json: { days: 3 } }, 'BACKTEST_BAD_REQUEST'),
  }),
  row(listBacktests, {
    ask: async (world) => {
      await someBacktest(world);
      return {};
    },
    bad: packed,
  }),
  row(getBacktest, { ask: someBacktest, bad: missing, other: hidden }),
  row(deleteBacktest, { ask: someBacktest, bad: missing, other: hidden }),
];
