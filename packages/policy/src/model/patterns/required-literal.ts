import type { PatternNode } from './nodes.ts';

/**
 * The longest text that every match must hold, or an empty one: a look for it with the platform's search spares most
 * texts the matcher.
 */
export function requiredLiteral(node: PatternNode): string {
  if (node.kind !== 'sequence') return charOf(node) ?? '';
  let best = '';
  let run = '';
  for (const part of node.of) {
    const char = charOf(part);
    run = char === null ? '' : run + char;
    const inner = part.kind === 'sequence' ? requiredLiteral(part) : '';
    for (const candidate of [run, inner]) if (candidate.length > best.length) best = candidate;
  }
  return best;
}

function charOf(node: PatternNode): string | null {
  if (node.kind !== 'set' || node.set.negative || node.set.ranges.length !== 2) return null;
  const [first, last] = node.set.ranges;
  return first === last && first !== undefined ? String.fromCodePoint(first) : null;
}
