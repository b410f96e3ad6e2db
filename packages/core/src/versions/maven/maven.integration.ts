import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Judged, referenceFaults, versionPairs } from '../../testing/index.ts';
import type { Order } from '../index.ts';

/** Debian's libmaven3-core-java; `MAVEN_ARTIFACT_JAR` names another. */
const jar = process.env['MAVEN_ARTIFACT_JAR'] ?? '/usr/share/java/maven-artifact-3.x.jar';
const absent = !existsSync(jar) || spawnSync('java', ['-version']).status !== 0;
if (absent) console.log(`skipped: Maven versions against ComparableVersion, because java or ${jar} is missing`);

describe.skipIf(absent)('Maven versions', () => {
  it('are ordered as ComparableVersion orders them', () => {
    const fixture = readFileSync(new URL('./fixtures/order.txt', import.meta.url), 'utf8');
    const pairs = versionPairs(fixture, 20_000);
    const judged: Judged[] = [];
    for (let i = 0; i < pairs.length; i += 2_000) judged.push(...ask(pairs.slice(i, i + 2_000)));
    expect(referenceFaults('maven', judged)).toEqual([]);
  });
});

/** ComparableVersion.main prints, between two arguments, their order: every second of those lines is one of ours. */
function ask(pairs: readonly (readonly [string, string])[]): Judged[] {
  const args = ['-cp', jar, 'org.apache.maven.artifact.versioning.ComparableVersion', ...pairs.flat()];
  const run = spawnSync('java', args, { encoding: 'utf8', maxBuffer: 2 ** 26 });
  const signs = [...run.stdout.matchAll(/^ {3}\S+ (<|==|>) \S+$/gm)].map(([, sign]) => sign);
  return pairs.map(([left, right], i) => ({ left, right, answer: orders[signs[2 * i] ?? ''] ?? null }));
}

const orders: Readonly<Record<string, Order>> = { '<': -1, '==': 0, '>': 1 };
