import { createHash } from 'node:crypto';
import { tryParseReference } from '@gantry/sbom';
import { subscriptionErrors } from './errors.ts';
import type { SubscriptionType } from './ports.ts';

const types: Readonly<Record<SubscriptionType, 'tag' | 'repository' | 'text'>> = {
  tag_update: 'tag',
  policy_eval: 'tag',
  vuln_update: 'tag',
  analysis_update: 'tag',
  alerts: 'text',
  repo_update: 'repository',
  runtime_inventory: 'text',
};

const keyLimit = 1_024;

/** The type that a text names. SUBSCRIPTION_TYPE_UNKNOWN. */
export function typeOf(text: string): SubscriptionType {
  if (Object.hasOwn(types, text)) return text as SubscriptionType;
  throw subscriptionErrors.TYPE_UNKNOWN({ type: text.slice(0, 100) });
}

/** The key in full, as subscriptions keep it: `docker.io/library/debian:12` for `debian:12`. SUBSCRIPTION_KEY_INVALID. */
export function keyOf(type: SubscriptionType, text: string): string {
  const refused = (because: string) =>
    subscriptionErrors.KEY_INVALID({ type, key: text === '' ? 'nothing' : text.slice(0, 300), because });
  if (text === '' || text.length > keyLimit || hasControls(text)) throw refused('it is empty, too long or unprintable');
  const form = types[type];
  if (form === 'text') return text;
  const reference = tryParseReference(text);
  if (reference === undefined || reference.digest !== undefined) throw refused(`it is no ${form}`);
  const repository = `${reference.registry}/${reference.repository}`;
  if (form === 'tag') return `${repository}:${reference.tag ?? 'latest'}`;
  if (text.lastIndexOf(':') > text.lastIndexOf('/')) throw refused('it names a tag');
  return repository;
}

/** The id of a subscription: the same for the same account, type and key, always. */
export function idOf(account: string, type: SubscriptionType, key: string): string {
  return createHash('sha256').update(`${account}\n${type}\n${key}`).digest('hex').slice(0, 32);
}

function hasControls(text: string): boolean {
  return /\p{Cc}/u.test(text);
}
