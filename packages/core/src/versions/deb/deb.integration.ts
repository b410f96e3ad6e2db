import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Judged, referenceFaults, versionPairs } from '../../testing/index.ts';
import type { Order } from '../index.ts';

/** Prints -1, 0, 1, or ? for each pair of lines; dpkg prints warnings and exits with 2 on a version it refuses. */
const loop = `while read -r a && read -r b; do
  dpkg --compare-versions "$a" lt "$b" 2>/dev/null
  case $? in
    0) echo -1 ;;
    1) if dpkg --compare-versions "$a" eq "$b" 2>/dev/null; then echo 0; else echo 1; fi ;;
    *) echo '?' ;;
  esac
done`;

const absent = spawnSync('dpkg', ['--version']).status !== 0;
if (absent) console.log('skipped: deb versions against dpkg, because there is no dpkg here');

describe.skipIf(absent)('deb versions', () => {
  it('are ordered as dpkg --compare-versions orders them', () => {
    const fixture = readFileSync(new URL('./fixtures/order.txt', import.meta.url), 'utf8');
    // What starts with a hyphen is an option to dpkg.
    const pairs = versionPairs(fixture, 3_000).filter((pair) => !pair.some((text) => text.startsWith('-')));
    expect(referenceFaults('deb', ask(pairs))).toEqual([]);
  });
});

function ask(pairs: readonly (readonly [string, string])[]): Judged[] {
  const run = spawnSync('sh', ['-c', loop], {
    input: `${pairs.flat().join('\n')}\n`,
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  });
  const answers = run.stdout.trim().split('\n');
  return pairs.map(([left, right], i) => ({
    left,
    right,
    answer: answers[i] === '?' ? null : (Number(answers[i]) as Order),
  }));
}
