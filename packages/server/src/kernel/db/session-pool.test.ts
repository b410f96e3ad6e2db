import { describe, expect, it } from 'vitest';
import type { SqlSession } from './session.ts';
import { createSessionPool } from './session-pool.ts';

/** Notes what it runs. */
function recorder(): SqlSession & { readonly ran: string[] } {
  const ran: string[] = [];
  return {
    ran,
    query: async (text) => {
      ran.push(text);
      return { rows: [], affected: undefined };
    },
    close: async () => undefined,
    lost: new Promise(() => undefined),
  };
}

describe('session pool', () => {
  it('serves in the order of asking, one at a time', async () => {
    const session = recorder();
    const pool = createSessionPool(session);
    const first = await pool.connect();
    const others = ['a', 'b', 'c'].map((text) => pool.run(text, []));
    await first.query('first', []);
    first.release();
    await Promise.all(others);
    expect(session.ran).toEqual(['first', 'a', 'b', 'c']);
  });

  it('fails instead of waiting for ever for whoever waits for itself, and goes on', async () => {
    const session = recorder();
    const pool = createSessionPool(session, 0.05);
    const holder = await pool.connect();
    await expect(pool.run('inside', [])).rejects.toMatchObject({ code: 'DB_SESSION_BUSY' });
    holder.release();
    holder.release();
    await pool.run('after', []);
    expect(session.ran).toEqual(['after']);
  });

  it('waits for running statements before it ends', async () => {
    const session = recorder();
    const pool = createSessionPool(session);
    const running = pool.run('running', []);
    await pool.end();
    await running;
    expect(session.ran).toEqual(['running']);
  });
});
