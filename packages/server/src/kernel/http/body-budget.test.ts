import { EventEmitter } from 'node:events';
import { failureCode } from '@gantry/core/testing';
import { describe, expect, it } from 'vitest';
import { createBodyBudget } from './body-budget.ts';

const mib = 2 ** 20;
const limit = 100 * mib;

function exchange(headers: Readonly<Record<string, string>>) {
  const raw = new EventEmitter();
  const sent: Record<string, string> = {};
  const answer = { raw, header: (name: string, value: string) => Object.assign(sent, { [name]: value }) };
  return { request: { headers } as never, answer: answer as never, sent, end: () => raw.emit('close') };
}

const ofLength = (bytes: number) => exchange({ 'content-length': String(bytes) });
const attempt = (run: () => void) => failureCode(() => Promise.resolve().then(run));

describe('kernel/http: budget of bodies', () => {
  it('refuses what does not fit beside the bodies that are there, and says when to come back', async () => {
    const budget = createBodyBudget(150 * mib);
    const first = ofLength(90 * mib);
    budget.take(first.request, first.answer, limit);
    const second = ofLength(90 * mib);
    expect(await attempt(() => budget.take(second.request, second.answer, limit))).toBe('SERVER_BUSY');
    expect(second.sent).toEqual({ 'retry-after': '5' });
    first.end();
    budget.take(second.request, second.answer, limit);
  });

  it('counts a body without a length as the largest one, and small ones not at all', async () => {
    const budget = createBodyBudget(150 * mib);
    const chunked = exchange({ 'transfer-encoding': 'chunked' });
    budget.take(chunked.request, chunked.answer, limit);
    const other = exchange({ 'transfer-encoding': 'chunked' });
    expect(await attempt(() => budget.take(other.request, other.answer, limit))).toBe('SERVER_BUSY');
    const little = ofLength(1_000);
    budget.take(little.request, little.answer, limit);
  });

  it('takes one that is larger than the budget when it is alone', () => {
    const large = ofLength(90 * mib);
    createBodyBudget(mib).take(large.request, large.answer, limit);
  });
});
