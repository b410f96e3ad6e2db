import { randomBytes } from 'node:crypto';
import { modeAndTime, readTextFile, writeSecret } from '@gantry/io/files';
import { vaultErrors } from './errors.ts';

/** At least one key of 32 bytes; the first seals. */
export type Keys = readonly [Uint8Array, ...Uint8Array[]];

/** Reads keys as they are configured: 64 hex digits each, several with commas. `place` names where they come from. VAULT_KEY_INVALID. */
export function parseKeys(text: string, place: string): Keys {
  const keys = text.split(',').map((one) => parseKey(one.trim(), place));
  return keys as unknown as Keys;
}

function parseKey(text: string, place: string): Uint8Array {
  if (!/^[0-9a-f]{64}$/i.test(text))
    throw vaultErrors.KEY_INVALID({
      place,
      because: `it has ${text.length} characters, or some that are no hex digits`,
    });
  return new Uint8Array(Buffer.from(text, 'hex'));
}

/** Longer files are no key files. */
const fileLimit = 65_536;

/** Reads the keys of a file that the operator mounted; container platforms mount secrets readable for all. VAULT_KEY_INVALID, IO_FILE_MISSING. */
export async function readKeyFile(path: string): Promise<Keys> {
  return parseKeys((await readTextFile(path, fileLimit)).trim(), path);
}

/**
 * Makes a key file (mode 0600) with a random key, or reads the one that is there: for a server that was given no key.
 * VAULT_KEY_EXPOSED when others may read the file by now.
 */
export async function createKeyFile(path: string): Promise<Keys> {
  await writeSecret(path, `${randomBytes(32).toString('hex')}\n`);
  const mode = (await modeAndTime(path))?.mode ?? 0;
  if ((mode & 0o077) !== 0) throw vaultErrors.KEY_EXPOSED({ path, mode: mode.toString(8) });
  return readKeyFile(path);
}
