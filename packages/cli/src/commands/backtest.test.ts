import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { useServerCalls } from '../testing/server-calls.ts';

const server = useServerCalls();

const queued = {
  ...{ id: 'b-1', status: 'queued', policy_id: 'p', policy_name: 'strict', against: 'stored', evaluated_by: 'p' },
  ...{ since: '2026-08-23T12:00:00Z', team_key: 'team', progress: { total: null, done: 0 }, problem: null },
  ...{ created_by: 'ada', created_at: '2026-11-21T12:00:00Z', started_at: null, finished_at: null, result: null },
};
const flip = { image_digest: `sha256:${'a'.repeat(64)}`, tag: 'app:1', team: 'payments', evaluated_at: 'x' };
const result = {
  ...{ evaluations: 50, replayed: 49, distinct: 10, images: 5, flipped_images: 1 },
  not_replayed: [{ because: 'its facts are gone', evaluations: 1 }],
  transitions: [{ before: 'go', after: 'stop', evaluations: 3 }],
  flips: [{ ...flip, before: 'go', after: 'stop' }],
  rules: [{ rule_id: 'banned', added: 3, removed: 0, evaluations: 3 }],
  teams: [{ team: 'payments', flipped: 1, added: 3, removed: 0, evaluations: 3 }],
};
const done = { ...queued, status: 'done', progress: { total: 50, done: 50 }, result };
const answers = {
  'POST /v2/policies/backtests': { status: 201, body: queued },
  'GET /v2/policies/backtests/b-1': [{ body: queued }, { body: done }],
  'GET /v2/policies': { body: [{ policy_id: 'p-1', name: 'strict' }] },
};

describe('policy backtest', () => {
  it('sends a file, waits, and shows which images flip', async () => {
    const file = join(server.folder, 'policy.json');
    writeFileSync(file, '{"id":"p","name":"strict","version":"2","rule_sets":[],"mappings":[]}');
    const { status, terminal } = await server.call(['policy', 'backtest', file, '--since', '90d'], answers);
    expect(status).toBe(0);
    for (const text of ['1 of 5 images', '1 not replayed: its facts are gone', 'GO -> STOP  3', 'payments', 'banned'])
      expect(terminal.stdout).toContain(text);
    expect(server.sent('POST /v2/policies/backtests')).toMatchObject({
      ...{ since: '2026-08-23T12:00:00.000Z', against: 'stored', team_key: 'team', policy: { id: 'p' } },
    });
  });

  it('names a policy of the server, and fails for flips when asked', async () => {
    const words = ['policy', 'backtest', 'strict', '--evaluated-by', 'strict', '--fail-on-flips', '-o', 'json-raw'];
    const { status, terminal } = await server.call(words, answers);
    expect([status, JSON.parse(terminal.stdout)]).toEqual([1, done]);
    expect(server.sent('POST /v2/policies/backtests')).toMatchObject({ policy_id: 'p-1', evaluated_by: 'p-1' });
  });

  it('tells why it failed', async () => {
    const failed = { ...queued, status: 'failed', problem: { code: 'X', message: 'the policy is gone' } };
    const ended = await server.call(['policy', 'backtest', 'secure'], {
      ...answers,
      'GET /v2/policies/backtests/b-1': { body: failed },
    });
    expect([ended.code, ended.message]).toEqual(['CLI_BACKTEST_FAILED', expect.stringContaining('the policy is gone')]);
  });
});
