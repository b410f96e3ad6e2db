import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { acceptsGzip } from './accepts-gzip.ts';
import { createMemo } from './memo.ts';
import { createRecentRecords } from './recent-records.ts';
import { createVerdictReplies } from './replies.ts';
import { createSharedReads } from './shared-reads.ts';
import type { StandingVerdict } from './verdicts.ts';

describe('memo', () => {
  const memoOf = (budget: number) => createMemo<string>({ budget, weigh: (text) => text.length });

  it('makes a value once, also for many at once', async () => {
    const memo = memoOf(100);
    let made = 0;
    const make = async () => `value ${++made}`;
    expect(await Promise.all([memo.get('a', make), memo.get('a', make)])).toEqual(['value 1', 'value 1']);
    expect(await memo.get('a', make)).toBe('value 1');
  });

  it('forgets what was not used for longest, and never keeps more than its budget', async () => {
    const memo = memoOf(10);
    for (const key of ['a', 'b']) await memo.get(key, async () => '12345');
    memo.peek('a');
    await memo.get('c', async () => '12345');
    expect(['a', 'b', 'c'].filter((key) => memo.peek(key) !== undefined)).toEqual(['a', 'c']);
    await memo.get('d', async () => 'longer than all of it');
    expect(['a', 'c', 'd'].filter((key) => memo.peek(key) !== undefined)).toEqual(['a', 'c']);
  });

  it('a failure is told to those who waited and tried again by the next', async () => {
    const memo = memoOf(10);
    const fails = memo.get('a', async () => Promise.reject(new Error('no')));
    await expect(Promise.all([fails, memo.get('a', async () => 'x')])).rejects.toThrow('no');
    expect(await memo.get('a', async () => 'yes')).toBe('yes');
  });
});

describe('shared reads', () => {
  it('fifty at once cost two reads, and none sees what was before it asked', async () => {
    const reads = createSharedReads<number>();
    let stored = 1;
    let count = 0;
    const read = async (): Promise<number> => {
      count += 1;
      const seen = stored;
      await new Promise((done) => setTimeout(done, 5));
      return seen;
    };
    const first = reads.get('a', read);
    stored = 2;
    const others = await Promise.all(Array.from({ length: 49 }, () => reads.get('a', read)));
    expect([await first, new Set(others), count]).toEqual([1, new Set([2]), 2]);
    expect(await reads.get('a', read)).toBe(2);
    expect(count).toBe(3);
  });

  it('a failed read does not fail the next one', async () => {
    const reads = createSharedReads<string>();
    const [first, second] = await Promise.allSettled([
      reads.get('a', async () => Promise.reject(new Error('no'))),
      reads.get('a', async () => 'yes'),
    ]);
    expect([first?.status, second]).toEqual(['rejected', { status: 'fulfilled', value: 'yes' }]);
  });
});

describe('recent records', () => {
  it('knows what was stored for as long as it is told, and the last subjects only', () => {
    const recent = createRecentRecords(2);
    recent.remember('a', 'x', { from: 10, until: 20 });
    expect([9, 10, 19, 20].map((now) => recent.says('a', 'x', now))).toEqual([false, true, true, false]);
    expect(recent.says('a', 'y', 15)).toBe(false);
    for (const subject of ['b', 'c']) recent.remember(subject, 'x', { from: 10, until: 20 });
    expect(['a', 'b', 'c'].map((subject) => recent.says(subject, 'x', 15))).toEqual([false, true, true]);
  });
});

describe('replies', () => {
  const made = { text: (detail: boolean) => (detail ? JSON.stringify('x'.repeat(20_000)) : '{}') } as StandingVerdict;
  const body = (detail: boolean, packed: boolean) => replies.body(made, { head: '{"evaluations":[', detail, packed });
  const replies = createVerdictReplies();

  it('large ones are packed once for those who take them', async () => {
    const [one, other] = [await body(true, true), await body(true, true)];
    expect(one.packed).toBe(true);
    expect(other.content).toBe(one.content);
    const plain = await body(true, false);
    expect([plain.packed, gunzipSync(one.content as Uint8Array).toString()]).toEqual([false, plain.content]);
    expect(await body(false, true)).toEqual({ packed: false, content: '{"evaluations":[{}]}' });
  });

  it.each([
    ['gzip', true],
    ['gzip, deflate, br', true],
    ['br;q=1.0, GZIP;q=0.5', true],
    ['gzip;q=0', false],
    ['gzip; q=0.0, br', false],
    ['x-gzip', false],
    ['', false],
    [undefined, false],
  ])('Accept-Encoding %s: %s', (header, expected) => {
    expect(acceptsGzip(header)).toBe(expected);
  });
});
