import type { Client } from '@gantry/contract/client';
import type { Subscription } from '@gantry/contract/common';
import { listSubscriptions } from '@gantry/contract/subscriptions';
import { tryParseReference } from '@gantry/sbom';
import { cliErrors } from '../errors.ts';
import { fullReference, fullRepository } from './reference.ts';

/** The type of the subscriptions that watch repositories. */
export const repositoryType = 'repo_update';

/** What a subscription of a type may be stored under: as it was written, or as the full name of an image or repository. */
export function keysFor(key: string, type: string): readonly string[] {
  if (tryParseReference(key) === undefined) return [key];
  return [key, type === repositoryType ? fullRepository(key) : fullReference(key)];
}

/** The subscription, or undefined. */
export async function trySubscription(client: Client, key: string, type: string): Promise<Subscription | undefined> {
  for (const subscription_key of new Set(keysFor(key, type))) {
    const query = { subscription_key, subscription_type: type };
    const found = (await client.call(listSubscriptions, { query })).find(
      (one) => one.subscription_key === subscription_key && one.subscription_type === type,
    );
    if (found) return found;
  }
  return undefined;
}

/** The subscription. Fails with CLI_NOT_FOUND. */
export async function findSubscription(client: Client, key: string, type: string): Promise<Subscription> {
  const found = await trySubscription(client, key, type);
  if (found === undefined) throw cliErrors.NOT_FOUND({ kind: `${type} subscription of`, name: key });
  return found;
}
