import { isRecord } from '@gantry/core';
import { signersOf, toEnvelope } from '../dsse/index.ts';
import { attestErrors } from '../errors.ts';
import { readJson, readJsonBytes } from '../json/index.ts';
import type { PublicKey } from '../keys/index.ts';
import { timeOf } from './time.ts';

/** What is not to be relied on any more, and why. */
export interface Revocations {
  /** Why, by id of the key. */
  readonly keys: ReadonlyMap<string, string>;
  /** Why, by digest of the signed verdict. */
  readonly verdicts: ReadonlyMap<string, string>;
  /** Why, by digest of the image. */
  readonly subjects: ReadonlyMap<string, string>;
  /** After this time a newer list must be had. Milliseconds since 1970; null for never. */
  readonly expires: number | null;
  /** Whose list it is, of the accounts of a server that sign with one key; null: it speaks of all. */
  readonly account: string | null;
}

/** The payload type of signed lists. */
export const revocationsType = 'application/vnd.gantry.revocations.v1+json';

const maxEntries = 100_000;

/**
 * Reads a list: `{ "gantryRevocations": 1, "expires"?: TIME, "account"?: NAME, "keys"|"verdicts"|"subjects": [{ "id": …, "reason": … }] }`, plain or in an
 * envelope that one of the keys signed. Fails with `ATTEST_BAD_REVOCATIONS` and `ATTEST_BAD_JSON`.
 */
export function readRevocations(text: string, name: string, keys: readonly PublicKey[]): Revocations {
  const bad = (because: string) => attestErrors.BAD_REVOCATIONS({ name, because });
  const value = readJson(text, name);
  if (!isRecord(value)) throw bad('it is not an object');
  return toRevocations('payloadType' in value ? signedList(value, { name, keys, bad }) : value, bad);
}

type Bad = (because: string) => Error;

function signedList(value: unknown, about: { name: string; keys: readonly PublicKey[]; bad: Bad }): unknown {
  const envelope = toEnvelope(value, about.name);
  if (envelope.payloadType !== revocationsType) throw about.bad('the type of its payload is another');
  if (signersOf(envelope, about.keys).length === 0) throw about.bad('none of the given keys signed it');
  return readJsonBytes(envelope.payload, about.name);
}

function toRevocations(value: unknown, bad: Bad): Revocations {
  if (!isRecord(value) || value['gantryRevocations'] !== 1) throw bad('it does not say gantryRevocations: 1');
  const expires = value['expires'] === undefined ? null : timeOf(value['expires']);
  if (value['expires'] !== undefined && expires === null) throw bad('its end is no time');
  const { account = null } = value;
  if (account !== null && (typeof account !== 'string' || account === '')) throw bad('its account is no name');
  return {
    account,
    keys: listIn(value['keys'], /^[0-9a-f]{64}$/, bad),
    verdicts: listIn(value['verdicts'], /^sha256:[0-9a-f]{64}$/, bad),
    subjects: listIn(value['subjects'], /^sha(?:256|384|512):[0-9a-f]{64,128}$/, bad),
    expires,
  };
}

/** An entry that cannot be understood may be the one that matters: it spoils the list. */
function listIn(value: unknown, form: RegExp, bad: Bad): ReadonlyMap<string, string> {
  if (value === undefined) return new Map();
  if (!Array.isArray(value)) throw bad('one of its parts is no list');
  if (value.length > maxEntries) throw bad(`it has more than ${maxEntries} entries`);
  return new Map(
    value.map((item: unknown) => {
      const { id, reason = 'no reason is given' } = isRecord(item) ? item : {};
      if (typeof id !== 'string' || !form.test(id) || typeof reason !== 'string')
        throw bad('one of its entries is no id');
      return [id, reason] as const;
    }),
  );
}
