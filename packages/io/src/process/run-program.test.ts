import { failureCode } from '@gantry/core/testing';
import { describe, expect, it } from 'vitest';
import { runProgram } from './run-program.ts';

const limits = { timeout: 10_000, limit: 1000 };
const node = process.execPath;

describe('process/run-program', () => {
  it('hands in text and gives output and status', async () => {
    const script = 'process.stdin.on("data", (d) => process.stdout.write("got " + d)).on("end", () => process.exit(3))';
    expect(await runProgram(node, ['-e', script], { ...limits, stdin: 'x' })).toEqual({ status: 3, stdout: 'got x' });
  });

  it('takes a program that does not read', async () => {
    expect(await runProgram(node, ['-e', 'process.exit(0)'], { ...limits, stdin: 'x'.repeat(1_000_000) })).toEqual({
      status: 0,
      stdout: '',
    });
  });

  it.each<[string, () => Promise<unknown>, string]>([
    ['an absent program', () => runProgram('no-such-program-at-all', [], limits), 'IO_PROGRAM_MISSING'],
    [
      'endless output',
      () => runProgram(node, ['-e', 'setInterval(() => console.log("x".repeat(500)), 1)'], limits),
      'IO_PROGRAM_OUTPUT',
    ],
    [
      'a program that hangs',
      () => runProgram(node, ['-e', 'setInterval(() => 0, 1000)'], { ...limits, timeout: 300 }),
      'IO_PROGRAM_TIMEOUT',
    ],
  ])('fails on %s', async (_, run, code) => {
    expect(await failureCode(run)).toBe(code);
  });
});
