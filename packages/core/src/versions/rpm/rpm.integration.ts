import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Judged, referenceFaults, versionPairs } from '../../testing/index.ts';
import { type Order, schemes } from '../index.ts';

const absent = spawnSync('rpm', ['--version']).status !== 0;
if (absent) console.log('skipped: rpm versions against rpm.vercmp, because there is no rpm here');

describe.skipIf(absent)('rpm versions', () => {
  it('are ordered as rpm.vercmp orders them', () => {
    const fixture = readFileSync(new URL('./fixtures/order.txt', import.meta.url), 'utf8');
    // rpm.vercmp raises an error on what it cannot split and ends the whole run, so it is asked only about the rest.
    const pairs = versionPairs(fixture, 20_000).filter((pair) => pair.every((text) => schemes.rpm.parse(text).ok));
    expect(pairs.length).toBeGreaterThan(10_000);
    expect(referenceFaults('rpm', ask(pairs))).toEqual([]);
  });
});

function ask(pairs: readonly (readonly [string, string])[]): Judged[] {
  return pairs.reduce<(readonly [string, string])[][]>(intoBatches, []).flatMap(askBatch);
}

function intoBatches(batches: (readonly [string, string])[][], pair: readonly [string, string]) {
  const last = batches.at(-1);
  if (last && last.length < 500) last.push(pair);
  else batches.push([pair]);
  return batches;
}

/** The versions travel as Lua strings inside one --eval; a percent sign would be a macro. */
function askBatch(pairs: readonly (readonly [string, string])[]): Judged[] {
  const calls = pairs.map(([a, b]) => `print(rpm.vercmp(${lua(a)},${lua(b)})) print("\\n")`).join(' ');
  const run = spawnSync('rpm', ['--eval', `%{lua:${calls}}`], { encoding: 'utf8', maxBuffer: 2 ** 26 });
  const answers = run.stdout.trim().split(/\s+/);
  return pairs.map(([left, right], i) => ({ left, right, answer: Number(answers[i]) as Order }));
}

function lua(text: string): string {
  return `"${text.replace(/[^A-Za-z0-9]/g, (char) => `\\${String(char.charCodeAt(0)).padStart(3, '0')}`)}"`;
}
