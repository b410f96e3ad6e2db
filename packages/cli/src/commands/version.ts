import { text } from '../settings/option.ts';
import { type ExitCode, exitCodes } from '../terminal/exit-codes.ts';
import { toolVersion } from '../terminal/tool-version.ts';
import type { Call } from './command.ts';

/** `gantry version` */
export async function run({ options, terminal }: Call): Promise<ExitCode> {
  const facts = {
    name: 'gantry',
    version: toolVersion,
    node: process.versions.node,
    platform: `${process.platform}/${process.arch}`,
  };
  terminal.out(
    text(options, 'output') === 'json'
      ? `${JSON.stringify(facts)}\n`
      : `gantry ${toolVersion} (Node ${facts.node}, ${facts.platform})\n`,
  );
  return exitCodes.ok;
}
