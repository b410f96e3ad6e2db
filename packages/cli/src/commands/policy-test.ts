import { encodeTestReport } from '../render/test-report.ts';
import { text } from '../settings/option.ts';
import { deliver } from '../steps/output.ts';
import { usablePolicy } from '../steps/policy.ts';
import { testPolicy } from '../steps/policy-tests.ts';
import { type ExitCode, exitCodes } from '../terminal/exit-codes.ts';
import type { Call } from './command.ts';

/** `gantry policy test FILE`: exit 1 when a test fails. */
export async function run({ args, options, terminal }: Call): Promise<ExitCode> {
  const path = args[0] ?? 'policy.yaml';
  const { policy } = await usablePolicy(path);
  const report = await testPolicy({ path, policy }, options, terminal);
  await deliver(
    encodeTestReport(report, { name: path, output: text(options, 'output') ?? 'table' }),
    options,
    terminal,
  );
  return report.passed ? exitCodes.ok : exitCodes.stop;
}
