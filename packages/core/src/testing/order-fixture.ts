import type { Order, VersionScheme } from '../versions/index.ts';

/** A line of an order fixture: `a < b` or `a = b`. */
export interface OrderLine {
  readonly line: number;
  readonly left: string;
  readonly sign: '<' | '=';
  readonly right: string;
}

/** Reads an order fixture: one claim a line, `#` starts a comment line, blank lines are free. Throws on anything else. */
export function readOrderFixture(text: string): OrderLine[] {
  return text.split('\n').flatMap((raw, index) => {
    const line = raw.trim();
    if (line === '' || line.startsWith('#')) return [];
    const [left, sign, right, ...rest] = line.split(/ +/);
    if (!left || !right || rest.length > 0 || (sign !== '<' && sign !== '=')) {
      throw new Error(`line ${index + 1} is not "a < b" or "a = b": ${raw}`);
    }
    return [{ line: index + 1, left, sign, right }];
  });
}

/**
 * Everything that a scheme does against its fixture: claims that do not hold in both directions, versions that it cannot
 * read, and any two versions of the file whose order does not fit the order of all (so it is no total order).
 */
export function orderFaults(scheme: VersionScheme, text: string): string[] {
  const lines = readOrderFixture(text);
  const parsed = new Map<string, unknown>();
  const faults: string[] = [];
  for (const version of new Set(lines.flatMap(({ left, right }) => [left, right]))) {
    const result = scheme.parse(version);
    if (result.ok) parsed.set(version, result.version);
    else faults.push(`${version} is not read: ${result.because}`);
  }
  if (faults.length > 0) return faults;
  return [...lines.flatMap((line) => lineFaults(scheme, parsed, line)), ...totalOrderFaults(scheme, parsed)];
}

function lineFaults(scheme: VersionScheme, parsed: ReadonlyMap<string, unknown>, claim: OrderLine): string[] {
  const expected: Order = claim.sign === '<' ? -1 : 0;
  const a = parsed.get(claim.left);
  const b = parsed.get(claim.right);
  const forth = scheme.compare(a, b);
  const back = scheme.compare(b, a);
  if (forth === expected && back + expected === 0) return [];
  return [`line ${claim.line}: ${claim.left} ${claim.sign} ${claim.right}, but compare says ${forth} and back ${back}`];
}

/** Sorts, gives equal neighbours one rank, and asks of every pair whether it agrees with the ranks. */
function totalOrderFaults(scheme: VersionScheme, parsed: ReadonlyMap<string, unknown>): string[] {
  const sorted = [...parsed].sort(([, a], [, b]) => scheme.compare(a, b));
  const ranks: number[] = [];
  sorted.forEach(([, version], index) => {
    const before = sorted[index - 1];
    const steps = before && scheme.compare(before[1], version) === 0 ? 0 : 1;
    ranks.push((ranks[index - 1] ?? 0) + steps);
  });
  const faults: string[] = [];
  sorted.forEach(([left, a], i) => {
    sorted.forEach(([right, b], j) => {
      const order = scheme.compare(a, b);
      if (order !== Math.sign((ranks[i] as number) - (ranks[j] as number))) {
        faults.push(`${left} against ${right} is ${order}, which breaks the order of the rest`);
      }
    });
  });
  return faults;
}
