import type { Client } from '@gantry/contract/client';
import { getUsersAccount } from '@gantry/contract/identity';
import { type OptionValues, text } from '../settings/option.ts';

/** The account that a call is about: the one of `--account`, else the caller's own. */
export async function accountOf(client: Client, connection: OptionValues): Promise<string> {
  return text(connection, 'account') ?? (await client.call(getUsersAccount)).name;
}
