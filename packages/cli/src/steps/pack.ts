import { type PolicyPack, packs } from '@gantry/policy';
import { cliErrors } from '../errors.ts';

/** The pack of a name. Fails with CLI_NEEDS and CLI_BAD_OPTION. */
export function packNamed(
  name: string | undefined,
  { option, command }: { option: string; command: string },
): PolicyPack {
  if (name === undefined || name === '') throw cliErrors.NEEDS({ command, what: `${option} NAME` });
  const pack = packs.find((one) => one.name === name);
  const allowed = packs.map((one) => one.name).join(', ');
  if (pack === undefined) throw cliErrors.BAD_OPTION({ option, value: name, allowed });
  return pack;
}
