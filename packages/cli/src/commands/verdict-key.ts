import { generateKeys, keyKinds, readPublicKeys } from '@gantry/attest';
import { pathKind, writeAtomic } from '@gantry/io/files';
import { cliErrors } from '../errors.ts';
import { text } from '../settings/option.ts';
import { type ExitCode, exitCodes } from '../terminal/exit-codes.ts';
import type { Call } from './command.ts';

/** `gantry verdict key PATH`: writes over nothing. */
export async function run({ args, options, terminal }: Call): Promise<ExitCode> {
  const path = args[0] ?? '';
  const [secret, open] = [`${path}.key`, `${path}.pub`];
  for (const file of [secret, open])
    if ((await pathKind(file)) !== 'missing') throw cliErrors.KEY_EXISTS({ path: file });
  const kind = keyKinds.find((one) => one === text(options, 'kind')) ?? 'ecdsa-p256';
  const pair = generateKeys(kind, text(options, 'keyPassword'));
  const [key] = readPublicKeys(pair.publicKey, open);
  await write(secret, pair.privateKey, 0o600);
  await write(open, pair.publicKey, 0o644);
  terminal.out(`wrote ${secret} (keep it secret) and ${open}, key ${key?.id ?? ''}\n`);
  return exitCodes.ok;
}

function write(path: string, pem: string, mode: number): Promise<void> {
  return writeAtomic(path, [new TextEncoder().encode(pem)], mode);
}
