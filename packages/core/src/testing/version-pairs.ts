import { type Order, type SchemeName, schemes } from '../versions/index.ts';
import { readOrderFixture } from './order-fixture.ts';

/** Two version texts to compare, and what a reference tool said; null when it refused one of them. */
export interface Judged {
  readonly left: string;
  readonly right: string;
  readonly answer: Order | null;
}

/**
 * Pairs to ask a reference tool about: the fixture's own, then `count` made by splicing its versions and changing single
 * characters. The same for the same input, in every run.
 */
export function versionPairs(fixture: string, count: number): (readonly [string, string])[] {
  const lines = readOrderFixture(fixture);
  const versions = lines.flatMap(({ left, right }) => [left, right]);
  const alphabet = [...new Set(versions.join(''))].join('');
  const random = randomNumbers(20_231);
  const pairs = lines.map(({ left, right }) => [left, right] as const);
  while (pairs.length < lines.length + count) {
    const left = mutate(pick(versions, random), versions, { alphabet, random });
    pairs.push([left, random(3) === 0 ? pick(versions, random) : mutate(left, versions, { alphabet, random })]);
  }
  return pairs.filter(([left, right]) => left !== '' && right !== '');
}

/** Where a scheme differs from the reference's answers; a pair that we refuse counts only when the reference took it. */
export function referenceFaults(name: SchemeName, judged: readonly Judged[]): string[] {
  const scheme = schemes[name];
  return judged.flatMap(({ left, right, answer }) => {
    const a = scheme.parse(left);
    const b = scheme.parse(right);
    const ours = a.ok && b.ok ? scheme.compare(a.version, b.version) : null;
    return ours === answer ? [] : [`${left} against ${right}: the reference says ${answer}, we say ${ours}`];
  });
}

function mutate(
  version: string,
  all: readonly string[],
  kit: { alphabet: string; random(below: number): number },
): string {
  const { alphabet, random } = kit;
  const at = random(version.length + 1);
  switch (random(4)) {
    case 0: {
      const other = pick(all, random);
      return version.slice(0, at) + other.slice(random(other.length));
    }
    case 1:
      return version.slice(0, at) + version.slice(at + 1);
    case 2:
      return version.slice(0, at) + alphabet[random(alphabet.length)] + version.slice(at + 1);
    default:
      return version.slice(0, at) + alphabet[random(alphabet.length)] + version.slice(at);
  }
}

function pick<T>(items: readonly T[], random: (below: number) => number): T {
  return items[random(items.length)] as T;
}

/** A linear congruential generator (Numerical Recipes' constants): not for secrets. */
function randomNumbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}
