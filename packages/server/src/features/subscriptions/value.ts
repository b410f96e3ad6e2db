import { subscriptionErrors } from './errors.ts';
import type { SubscriptionType } from './ports.ts';

/** What is kept of a value: settings of a watched repository, or the text as it came. */
export type StoredValue = Readonly<Record<string, unknown>> | null;

const limit = 64 << 10;

/** Settings of a watched repository. */
export interface RepositorySettings {
  readonly auto_subscribe: boolean;
  readonly exclude_existing_tags: boolean;
}

/** The value of a request. SUBSCRIPTION_VALUE_INVALID. */
export function toStoredValue(type: SubscriptionType, text: string | null | undefined): StoredValue {
  if (text === null || text === undefined || text === '') return null;
  const refused = (because: string) => subscriptionErrors.VALUE_INVALID({ type, because });
  if (text.length > limit) throw refused(`it is longer than ${limit} characters`);
  if (type !== 'repo_update') return { text: text.replaceAll('\u0000', '\ufffd') };
  const given = parsed(text);
  if (given === undefined) throw refused('it is no JSON object');
  return { ...settingsOf(given) };
}

/** The value as clients see it: always text. */
export function toWireValue(type: string, value: StoredValue): string | null {
  if (value === null) return null;
  if (type === 'repo_update') return JSON.stringify(value);
  return typeof value['text'] === 'string' ? value['text'] : JSON.stringify(value);
}

/** The settings in a value; what is absent is off. */
export function settingsOf(value: StoredValue): RepositorySettings {
  // Older clients write the name in one word.
  const auto = value?.['auto_subscribe'] ?? value?.['autosubscribe'];
  return { auto_subscribe: auto === true, exclude_existing_tags: value?.['exclude_existing_tags'] === true };
}

function parsed(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject ? (value as Readonly<Record<string, unknown>>) : undefined;
  } catch {
    return undefined;
  }
}
