import { packs, starterFromPack, starterPolicy } from '@gantry/policy';
import { cliErrors } from '../errors.ts';
import { flag, text } from '../settings/option.ts';
import { policyAsYaml } from '../steps/format-policy.ts';
import { writeNew } from '../steps/new-file.ts';
import { testsFolderOf } from '../steps/policy-tests.ts';
import { type ExitCode, exitCodes } from '../terminal/exit-codes.ts';
import type { Call } from './command.ts';

/** `gantry policy init [FILE]`: a policy with comments and tests, or a pack as a file of one's own. */
export async function run({ args, options, terminal }: Call): Promise<ExitCode> {
  const path = args[0] ?? 'policy.yaml';
  const overwrite = flag(options, 'overwrite');
  const pack = text(options, 'pack');
  if (pack !== undefined) {
    const document = starterFromPack(pack);
    const known = packs.map(({ name }) => name).join(', ');
    if (!document) throw cliErrors.POLICY_UNKNOWN({ name: pack, packs: known });
    await writeNew(path, `# Made from the pack ${pack}; it is yours now.\n${policyAsYaml(document)}`, overwrite);
    terminal.out(`${path}\n`);
    return exitCodes.ok;
  }
  const { policy, tests } = starterPolicy();
  const testsPath = `${testsFolderOf(path)}/basics.yaml`;
  await writeNew(path, policy, overwrite);
  await writeNew(testsPath, tests, overwrite);
  terminal.out(`${path}\n${testsPath}\n`);
  return exitCodes.ok;
}
