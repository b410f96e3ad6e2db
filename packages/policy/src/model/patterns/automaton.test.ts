import { describe, expect, it } from 'vitest';
import { makeAutomaton } from './automaton.ts';
import { parsePattern } from './parse-pattern.ts';
import { compile } from './program.ts';
import { runProgram } from './run-program.ts';

function both(source: string, text: string) {
  const parsed = parsePattern(source);
  const program = parsed.ok ? compile(parsed.node) : null;
  if (!parsed.ok || program === null) return null;
  const { ignoreCase, multiline } = parsed;
  const automaton = makeAutomaton(program, { ignoreCase, multiline });
  const budget = { steps: 1_000_000 };
  const codes = Uint32Array.from([...text].map((char) => char.codePointAt(0) ?? 0));
  const walked = runProgram(program, codes, { ignoreCase, multiline, budget });
  return { walked, stepped: automaton?.test(text, { steps: 1_000_000 }) ?? null };
}

/** Numbers that are the same in every run. */
function dice(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.trunc((state / 2_147_483_648) * below);
  };
}

function randomPattern(roll: (below: number) => number, depth = 0): string {
  const part = () => randomPattern(roll, depth + 1);
  const kinds = depth > 3 ? 5 : 11;
  switch (roll(kinds)) {
    case 0:
      return '.';
    case 1:
      return '[ab]';
    case 2:
      return '[^b]';
    case 3:
      return ['a', 'b', 'ä', '/'][roll(4)] ?? '';
    case 4:
      return ['^', '$', ''][roll(3)] ?? '';
    case 5:
      return `(${part()}|${part()})`;
    case 6:
      return `(?:${part()})*`;
    case 7:
      return `(?:${part()})?`;
    case 8:
      return `(?:${part()}){1,2}`;
    default:
      return part() + part();
  }
}

describe('policy/model/patterns/automaton', () => {
  it.each([
    ['.*(id_rsa|id_dsa)$', '/root/.ssh/id_rsa', true],
    ['.*(id_rsa|id_dsa)$', '/root/.ssh/id_rsa.pub', false],
    ['(?i)/ETC/.*', '/etc/x', true],
    ['a$|b', 'ab', false],
    ['$', '', true],
    ['^a^', 'a', false],
    ['x*$', 'xxx', true],
    ['.', '\u{1F600}', true],
    ['[^a]$', '\u{1F600}', true],
  ])('%s on %s: %s', (source, text, expected) => {
    expect(both(source, text)).toEqual({ walked: expected, stepped: expected });
  });

  it('agrees with the other matcher on whatever one may write', () => {
    const roll = dice(7);
    let compared = 0;
    for (let at = 0; at < 3_000; at++) {
      const source = randomPattern(roll);
      const text = Array.from({ length: roll(7) }, () => 'abä/'[roll(4)]).join('');
      const answers = both(source, text);
      if (answers === null || answers.stepped === null) continue;
      compared++;
      expect([source, text, answers.stepped]).toEqual([source, text, answers.walked]);
    }
    expect(compared).toBeGreaterThan(2_500);
  });

  it.each(['(?=a)b', '\\bx', '(?m)^a'])('leaves %s to the other matcher', (source) => {
    expect(both(source, 'ab')?.stepped).toBeNull();
  });

  it('gives up on a pattern whose states multiply', () => {
    const parsed = parsePattern(`.*a${'.'.repeat(40)}b`);
    const program = parsed.ok ? compile(parsed.node) : null;
    const automaton = program && makeAutomaton(program, { ignoreCase: false, multiline: false });
    const roll = dice(3);
    const text = Array.from({ length: 4_000 }, () => 'ac'[roll(2)]).join('');
    const budget = { steps: 20_000_000 };
    expect(automaton?.test(text, budget)).toBeNull();
    expect(budget.steps).toBeLessThan(20_000_000 - 512 * 400);
  });
});
