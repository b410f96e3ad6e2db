import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Judged, referenceFaults, versionPairs } from '../../testing/index.ts';
import type { Order } from '../index.ts';

const script = `require 'json'; puts JSON.generate(JSON.parse(STDIN.read).map { |pair|
  pair.all? { |text| Gem::Version.correct?(text) } ? Gem::Version.new(pair[0]) <=> Gem::Version.new(pair[1]) : nil })`;

const absent = spawnSync('ruby', ['--version']).status !== 0;
if (absent) console.log('skipped: gem versions against Gem::Version, because there is no ruby here');

describe.skipIf(absent)('gem versions', () => {
  it('are read and ordered as Gem::Version reads and orders them', () => {
    const fixture = readFileSync(new URL('./fixtures/order.txt', import.meta.url), 'utf8');
    expect(referenceFaults('gem', ask(versionPairs(fixture, 20_000)))).toEqual([]);
  });
});

function ask(pairs: readonly (readonly [string, string])[]): Judged[] {
  const run = spawnSync('ruby', ['-e', script], { input: JSON.stringify(pairs), encoding: 'utf8', maxBuffer: 2 ** 26 });
  const answers = JSON.parse(run.stdout) as (Order | null)[];
  return pairs.map(([left, right], i) => ({ left, right, answer: answers[i] as Order | null }));
}
