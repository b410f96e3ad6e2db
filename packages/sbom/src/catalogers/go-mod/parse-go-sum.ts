import type { GoSumFacts } from './facts.ts';

const mostSums = 100_000;

/** The sums, and whether there were more than are kept. */
export interface ParsedGoSum {
  readonly facts: GoSumFacts;
  readonly cut: boolean;
}

/** Reads a go.sum (Go modules reference, "go.sum files"): `path version h1:sum`. The sums of go.mod files alone (`/go.mod`) are passed over. */
export function parseGoSum(lines: Iterable<string>): ParsedGoSum {
  const sums: [string, string][] = [];
  for (const line of lines) {
    const match = line.length > 2000 ? null : /^(\S+) (v\S+) (h1:[A-Za-z0-9+/=]{1,100})\s*$/.exec(line);
    if (!match?.[2] || match[2].endsWith('/go.mod')) continue;
    if (sums.length >= mostSums) return { facts: { kind: 'go.sum', sums }, cut: true };
    sums.push([`${match[1]}@${match[2]}`, match[3] ?? '']);
  }
  return { facts: { kind: 'go.sum', sums }, cut: false };
}
