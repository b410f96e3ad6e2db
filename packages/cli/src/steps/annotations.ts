import { cliErrors } from '../errors.ts';

/** `key=value` pairs as a record; undefined for none. Fails with CLI_BAD_PAIR. */
export function pairsOf(option: string, pairs: readonly string[]): Readonly<Record<string, string>> | undefined {
  const entries = pairs.map((pair) => {
    const at = pair.indexOf('=');
    if (at < 1) throw cliErrors.BAD_PAIR({ option, form: 'key=value', value: pair });
    return [pair.slice(0, at), pair.slice(at + 1)] as const;
  });
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}
