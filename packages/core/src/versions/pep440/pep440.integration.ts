import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Judged, referenceFaults, versionPairs } from '../../testing/index.ts';
import type { Order } from '../index.ts';

const script = `
import json, sys
from packaging.version import Version, InvalidVersion
def judge(pair):
    try:
        a, b = Version(pair[0]), Version(pair[1])
    except InvalidVersion:
        return None
    return (a > b) - (a < b)
print(json.dumps([judge(pair) for pair in json.load(sys.stdin)]))
`;

const absent = spawnSync('python3', ['-c', 'import packaging.version']).status !== 0;
if (absent) console.log('skipped: PEP 440 versions against packaging, because python3 has no packaging module here');

describe.skipIf(absent)('PEP 440 versions', () => {
  it('are read and ordered as packaging.version reads and orders them', () => {
    const fixture = readFileSync(new URL('./fixtures/order.txt', import.meta.url), 'utf8');
    expect(referenceFaults('pep440', ask(versionPairs(fixture, 20_000)))).toEqual([]);
  });
});

function ask(pairs: readonly (readonly [string, string])[]): Judged[] {
  const run = spawnSync('python3', ['-c', script], {
    input: JSON.stringify(pairs),
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  });
  const answers = JSON.parse(run.stdout) as (Order | null)[];
  return pairs.map(([left, right], i) => ({ left, right, answer: answers[i] as Order | null }));
}
