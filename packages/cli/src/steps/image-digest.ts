import { openTarget } from '@gantry/sbom';
import { cliErrors } from '../errors.ts';
import type { OptionValues } from '../settings/option.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { sourceOptions } from './bill.ts';

/** The digest of the manifest of an image; its layers are not read. Fails with CLI_NO_DIGEST and as opening does. */
export async function imageDigest(target: string, options: OptionValues, terminal: Terminal): Promise<string> {
  const opened = await openTarget(target, sourceOptions(options, terminal, undefined));
  try {
    if (opened.kind === 'image') return opened.source.manifestDigest;
    throw cliErrors.NO_DIGEST({ target });
  } finally {
    await opened.close();
  }
}
