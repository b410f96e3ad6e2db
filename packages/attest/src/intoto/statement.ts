import { isRecord } from '@gantry/core';
import type { Envelope } from '../dsse/index.ts';
import { attestErrors } from '../errors.ts';
import { readJsonBytes } from '../json/index.ts';

/** The payload type of envelopes with statements. */
export const statementType = 'application/vnd.in-toto+json';

/** Something that a statement is about. */
export interface Subject {
  readonly name: string;
  /** Hex digests by algorithm. */
  readonly digest: Readonly<Record<string, string>>;
}

/** A claim about artifacts: https://github.com/in-toto/attestation/blob/main/spec/v1/statement.md, and its version 0.1 */
export interface Statement {
  readonly version: 'v0.1' | 'v1';
  /** One or more. */
  readonly subjects: readonly Subject[];
  readonly predicateType: string;
  /** What is claimed; its form depends on the type. */
  readonly predicate: Readonly<Record<string, unknown>>;
}

const versions: Readonly<Record<string, Statement['version']>> = {
  'https://in-toto.io/Statement/v0.1': 'v0.1',
  'https://in-toto.io/Statement/v1': 'v1',
};

/** Releases of many files have some hundred. */
const maxSubjects = 10_000;

/** Reads the statement of an envelope. Fails with `ATTEST_BAD_STATEMENT` and `ATTEST_BAD_JSON`. */
export function statementOf({ payloadType, payload }: Envelope, name: string): Statement {
  if (payloadType !== statementType && payloadType !== 'https://in-toto.io/Statement/v1')
    throw attestErrors.BAD_STATEMENT({ name, because: 'the type of its payload is another' });
  return readStatement(payload, name);
}

/** Reads a statement from its JSON. Fails with `ATTEST_BAD_STATEMENT` and `ATTEST_BAD_JSON`. */
export function readStatement(payload: Uint8Array, name: string): Statement {
  const bad = (because: string) => attestErrors.BAD_STATEMENT({ name, because });
  const value = readJsonBytes(payload, name);
  if (!isRecord(value)) throw bad('it is not an object');
  const version = Object.hasOwn(versions, String(value['_type'])) ? versions[String(value['_type'])] : undefined;
  if (typeof value['_type'] !== 'string' || version === undefined) throw bad('its _type is not known');
  const { predicateType, predicate = {} } = value;
  if (typeof predicateType !== 'string' || predicateType === '' || predicateType.length > 500)
    throw bad('its predicateType is not a text');
  if (!isRecord(predicate)) throw bad('its predicate is not an object');
  return { version, predicateType, predicate, subjects: subjectsOf(value['subject'], bad) };
}

/** Is the statement about the artifact with one of these digests (`sha256:hex`)? */
export function isAbout({ subjects }: Statement, digests: readonly string[]): boolean {
  return digests.some((digest) => {
    const colon = digest.indexOf(':');
    const [algorithm, hex] = [digest.slice(0, colon), digest.slice(colon + 1)];
    return subjects.some((subject) => Object.hasOwn(subject.digest, algorithm) && subject.digest[algorithm] === hex);
  });
}

function subjectsOf(value: unknown, bad: (because: string) => Error): readonly Subject[] {
  if (!Array.isArray(value) || value.length === 0) throw bad('it has no subject');
  if (value.length > maxSubjects) throw bad(`it has more than ${maxSubjects} subjects`);
  return value.map((item: unknown) => {
    const digest = isRecord(item) && isRecord(item['digest']) ? Object.entries(item['digest']) : [];
    const texts = digest.filter((entry): entry is [string, string] => typeof entry[1] === 'string');
    if (texts.length === 0 || texts.length !== digest.length) throw bad('one of its subjects has no digests');
    const name = isRecord(item) && typeof item['name'] === 'string' ? item['name'] : '';
    return { name, digest: Object.fromEntries(texts) };
  });
}
