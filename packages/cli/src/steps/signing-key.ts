import { type PublicKey, readPrivateKey, readPublicKeys, type SigningKey } from '@gantry/attest';
import { readTextFile } from '@gantry/io/files';
import { cliErrors } from '../errors.ts';
import { type OptionValues, text, texts } from '../settings/option.ts';

/** Keys are small. Bytes. */
const maxKeyBytes = 256 * 1024;

/** The private key of `--key`, opened with `--key-password`. Fails with CLI_NEEDS, ATTEST_BAD_KEY and ATTEST_BAD_PASSWORD. */
export async function signingKey(options: OptionValues, command: string): Promise<SigningKey> {
  const name = text(options, 'key');
  if (!name) throw cliErrors.NEEDS({ command, what: 'a private key: --key FILE' });
  const password = text(options, 'keyPassword');
  const pem = await readTextFile(name, maxKeyBytes);
  return readPrivateKey(pem, { name, ...(password === undefined ? {} : { password }) });
}

/** The public keys of `--key`, which may be given more than once. Fails with CLI_NEEDS and ATTEST_BAD_KEY. */
export async function trustedKeys(options: OptionValues, command: string): Promise<readonly PublicKey[]> {
  const names = texts(options, 'key');
  if (names.length === 0) throw cliErrors.NEEDS({ command, what: 'a public key to trust: --key FILE' });
  const lists = names.map(async (name) => readPublicKeys(await readTextFile(name, maxKeyBytes), name));
  return (await Promise.all(lists)).flat();
}
