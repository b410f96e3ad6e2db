import { failureCode } from '@gantry/core/testing';
import { describe, expect, it } from 'vitest';
import { type Envelope, envelopeDigest, envelopeText, signEnvelope } from '../dsse/index.ts';
import { statementType } from '../intoto/index.ts';
import { aKey, anEnvelope } from '../testing/index.ts';
import { makeVerdictSummary, signStatement } from './make.ts';
import { type Revocations, readRevocations, revocationsType } from './revocations.ts';
import { type SummaryDemands, verifySummary } from './verify.ts';

const [key, second, stranger] = [aKey(), aKey('ed25519'), aKey()];
const digest = `sha256:${'a'.repeat(64)}`;
const hash = (letter: string): string => `sha256:${letter.repeat(64)}`;
const verifiedAt = '2026-11-21T12:00:00.000Z';
const now = Date.parse('2026-11-21T13:00:00Z');
const inputs = {
  sbom: hash('1'),
  advisories: hash('2'),
  inspection: 'none',
  context: hash('3'),
  policy: hash('4'),
  exceptions: hash('5'),
  clock: verifiedAt,
};
const facts = {
  digest,
  resourceUri: 'registry.example.com/app:1',
  action: 'warn' as const,
  policy: { id: 'p', name: 'P' },
  inputs,
  verifier: { id: 'gantry:test', version: '0' },
  verifiedAt,
  validFor: 86_400,
};
const summary = makeVerdictSummary(facts);
const signed = signStatement(summary, [key]);
const good = envelopeText(signed);
const demands: SummaryDemands = { keys: [key.public], now, digest };
const document = JSON.parse(good) as {
  payloadType: string;
  payload: string;
  signatures: { sig: string; keyid: string }[];
};
const [signature] = document.signatures;

type Fields = Record<string, unknown>;

/** The summary with something replaced (or left out), signed anew by the key that is trusted: what a mistaken signer would do. */
function resigned(path: string, value?: unknown): string {
  const statement = structuredClone(summary) as Fields;
  const names = path.split('/');
  const last = names.pop() ?? '';
  const place = names.reduce((fields, name) => fields[name] as Fields, statement);
  place[last] = value;
  return envelopeText(anEnvelope(statement, key));
}

/** The signed text with something changed, and the old signature. */
function altered(change: (text: string) => string): string {
  const payload = change(Buffer.from(document.payload, 'base64').toString('utf8'));
  return JSON.stringify({ ...document, payload: Buffer.from(payload).toString('base64') });
}

function raw(payload: string | Uint8Array, payloadType = statementType): string {
  return envelopeText(signEnvelope({ payloadType, payload: Buffer.from(payload) }, [key]));
}

function revoking(list: Fields): Revocations {
  return readRevocations(JSON.stringify({ gantryRevocations: 1, ...list }), 'list', []);
}

const keyRevoked = revoking({ keys: [{ id: key.public.id, reason: 'stolen' }] });
const verdictRevoked = revoking({ verdicts: [{ id: envelopeDigest(signed), reason: 'mistaken' }] });
const imageRevoked = revoking({ subjects: [{ id: digest }] });
const oldList = revoking({ expires: '2026-11-21T12:30:00Z' });
const text = JSON.stringify(summary);

describe('attest/vsa verifySummary', () => {
  it('takes a verdict for which everything holds', () => {
    const result = verifySummary(good, {
      ...demands,
      maxAge: 7200,
      policyDigest: inputs.policy,
      revocations: revoking({}),
    });
    expect(result).toMatchObject({ ok: true, id: envelopeDigest(signed), by: [{ id: key.public.id }] });
    expect(result.ok && result.summary).toMatchObject({
      verifierId: 'gantry:test',
      result: 'PASSED',
      verdict: { action: 'warn', inputs, expires: '2026-11-22T12:00:00.000Z' },
    });
  });

  it('takes one of two keys, when the other is revoked or unknown', () => {
    const both = envelopeText(signStatement(summary, [key, second]));
    expect(verifySummary(both, { ...demands, keys: [second.public] }).ok).toBe(true);
    const keys = [key.public, second.public];
    expect(verifySummary(both, { ...demands, keys, revocations: keyRevoked })).toMatchObject({
      ok: true,
      by: [{ id: second.public.id }],
    });
  });

  it.each<[string, string | undefined, Partial<SummaryDemands>, boolean]>([
    ['of an account, and none is demanded', 'a', {}, true],
    ['of the account that is demanded', 'a', { account: 'a' }, true],
    ['of another account', 'a', { account: 'b' }, false],
    ['of no account where one is demanded', undefined, { account: 'b' }, false],
    ['with the list of its account', 'a', { revocations: revoking({ account: 'a' }) }, true],
    ['with the list of another account', 'a', { revocations: revoking({ account: 'b' }) }, false],
    ['of no account with the list of one', undefined, { revocations: revoking({ account: 'b' }) }, false],
    ['with a list for all', 'a', { revocations: revoking({}) }, true],
  ])('a verdict %s', (_what, account, more, ok) => {
    const made = makeVerdictSummary({ ...facts, ...(account === undefined ? {} : { account }) });
    const result = verifySummary(envelopeText(signStatement(made, [key])), { ...demands, ...more });
    expect(result.ok).toBe(ok);
    if (!result.ok) expect(result.reasons.map(({ code }) => code)).toEqual(['wrong-account']);
  });

  it('has the same id however its JSON is written and whoever signs it', () => {
    const again = verifySummary(JSON.stringify(document, null, 3), demands);
    expect(again.id).toBe(envelopeDigest(signed));
    expect(envelopeDigest(signStatement(summary, [second]))).toBe(envelopeDigest(signed));
  });

  it.each<[string, string, Partial<SummaryDemands>, string]>([
    ['nothing', '', {}, 'malformed'],
    ['no JSON', 'PASSED', {}, 'malformed'],
    ['a list', '[]', {}, 'malformed'],
    ['null', 'null', {}, 'malformed'],
    ['an empty object', '{}', {}, 'malformed'],
    ['the bare statement', text, {}, 'malformed'],
    ['half of it', good.slice(0, good.length / 2), {}, 'malformed'],
    ['two payloads', good.replace('{', '{"payload":"e30=",'), {}, 'malformed'],
    ['deep nesting', `${'['.repeat(100)}${']'.repeat(100)}`, {}, 'malformed'],
    ['no signatures', JSON.stringify({ ...document, signatures: [] }), {}, 'malformed'],
    ['signatures that are no list', JSON.stringify({ ...document, signatures: signature }), {}, 'malformed'],
    ['an empty signature', JSON.stringify({ ...document, signatures: [{ sig: '' }] }), {}, 'malformed'],
    ['a signature that is no text', JSON.stringify({ ...document, signatures: [{ sig: 1 }] }), {}, 'malformed'],
    [
      'a key id that is no text',
      JSON.stringify({ ...document, signatures: [{ ...signature, keyid: {} }] }),
      {},
      'malformed',
    ],
    ['a hundred signatures', JSON.stringify({ ...document, signatures: Array(100).fill(signature) }), {}, 'malformed'],
    ['a payload that is no base64', JSON.stringify({ ...document, payload: '*' }), {}, 'malformed'],
    ['no payload', JSON.stringify({ ...document, payload: undefined }), {}, 'malformed'],
    ['no payload type', JSON.stringify({ ...document, payloadType: '' }), {}, 'malformed'],
    ['another payload type', JSON.stringify({ ...document, payloadType: 'text/plain' }), {}, 'payload-type'],
    ['another payload type, signed', raw(text, 'application/json'), {}, 'payload-type'],
    ['the type of statements in another spelling', raw(text, 'Application/vnd.in-toto+json'), {}, 'payload-type'],
    ['no key to trust', good, { keys: [] }, 'unknown-key'],
    ['another key', good, { keys: [stranger.public] }, 'unknown-key'],
    ['a key of another kind', good, { keys: [second.public] }, 'unknown-key'],
    [
      'a stranger with the id of the key',
      JSON.stringify({
        ...document,
        signatures: [
          { keyid: key.public.id, sig: JSON.parse(envelopeText(signStatement(summary, [stranger]))).signatures[0].sig },
        ],
      }),
      {},
      'unknown-key',
    ],
    [
      'a signature over the bare payload',
      JSON.stringify({ ...document, signatures: [{ ...signature, sig: 'AAAA' }] }),
      {},
      'unknown-key',
    ],
    ['one digit of the digest altered', altered((one) => one.replace('aaaa', 'aaab')), {}, 'unknown-key'],
    ['the result altered', altered((one) => one.replace('PASSED', 'FAILED')), {}, 'unknown-key'],
    ['the end altered', altered((one) => one.replace('2026-11-22', '2036-11-22')), {}, 'unknown-key'],
    ['a blank added', altered((one) => `${one} `), {}, 'unknown-key'],
    ['text that is no UTF-8, signed', raw(Buffer.from([0xff, 0xfe])), {}, 'malformed'],
    [
      'a payload with a key twice, signed',
      raw(text.replace('{', '{"_type":"https://in-toto.io/Statement/v1",')),
      {},
      'malformed',
    ],
    ['an empty payload, signed', raw(''), {}, 'malformed'],
    ['another type of document', resigned('_type', 'x'), {}, 'malformed'],
    ['no subject', resigned('subject', []), {}, 'malformed'],
    ['another predicate type', resigned('predicateType', 'https://slsa.dev/provenance/v1'), {}, 'predicate-type'],
    [
      'a later version of summaries',
      resigned('predicateType', 'https://slsa.dev/verification_summary/v2'),
      {},
      'predicate-type',
    ],
    ['no predicate', resigned('predicate', []), {}, 'malformed'],
    ['no verifier', resigned('predicate/verifier', {}), {}, 'malformed'],
    ['no time', resigned('predicate/timeVerified'), {}, 'malformed'],
    ['a time in words', resigned('predicate/timeVerified', 'yesterday'), {}, 'malformed'],
    ['no resource', resigned('predicate/resourceUri', 7), {}, 'malformed'],
    ['levels that are none', resigned('predicate/verifiedLevels', [1]), {}, 'malformed'],
    ['no result', resigned('predicate/verificationResult'), {}, 'malformed'],
    ['a result in another case', resigned('predicate/verificationResult', 'passed'), {}, 'malformed'],
    [
      'FAILED',
      envelopeText(signStatement(makeVerdictSummary({ ...facts, action: 'stop' }), [key])),
      {},
      'failed-result',
    ],
    ['PASSED for stop', resigned('predicate/gantry_verdict/action', 'stop'), {}, 'inconsistent'],
    ['FAILED for go', resigned('predicate/verificationResult', 'FAILED'), {}, 'inconsistent'],
    ['an action that is none', resigned('predicate/gantry_verdict/action', 'ok'), {}, 'malformed'],
    ['no verdict of ours', resigned('predicate/gantry_verdict'), {}, 'malformed'],
    ['an input without its digest', resigned('predicate/gantry_verdict/inputs/sbom'), {}, 'malformed'],
    ['no inputs', resigned('predicate/gantry_verdict/inputs', []), {}, 'malformed'],
    ['no end', resigned('predicate/gantry_verdict/expires'), {}, 'malformed'],
    ['an end in words', resigned('predicate/gantry_verdict/expires', 'never'), {}, 'malformed'],
    [
      'two policies',
      resigned('predicate/policy', { uri: 'x', digest: { sha256: 'b'.repeat(64) } }),
      {},
      'inconsistent',
    ],
    ['no policy', resigned('predicate/policy'), {}, 'inconsistent'],
    ['another image', good, { digest: hash('b') }, 'wrong-subject'],
    ['the image by another algorithm', good, { digest: `sha512:${'a'.repeat(128)}` }, 'wrong-subject'],
    ['no digest at all', good, { digest: '' }, 'wrong-subject'],
    ['a digest that is a word', good, { digest: 'sha256:constructor' }, 'wrong-subject'],
    ['a verdict that ends now', good, { now: Date.parse('2026-11-22T12:00:00Z') }, 'expired'],
    ['a verdict of last year', good, { now: Date.parse('2027-11-22T12:00:00Z') }, 'expired'],
    ['a verdict of tomorrow', good, { now: Date.parse('2026-11-20T12:00:00Z') }, 'not-yet-valid'],
    ['a verdict older than is allowed', good, { maxAge: 1800 }, 'too-old'],
    ['another policy than is demanded', good, { policyDigest: hash('6') }, 'wrong-policy'],
    ['a revoked key', good, { revocations: keyRevoked }, 'revoked'],
    ['a revoked verdict', good, { revocations: verdictRevoked }, 'revoked'],
    [
      'a revoked verdict, written in another way',
      JSON.stringify(document, null, 2),
      { revocations: verdictRevoked },
      'revoked',
    ],
    ['a revoked image', good, { revocations: imageRevoked }, 'revoked'],
    ['a list of revocations that has expired', good, { revocations: oldList }, 'stale-revocations'],
  ])('refuses %s', (_what, signedText, more, code) => {
    const result = verifySummary(signedText, { ...demands, ...more });
    expect(result.ok).toBe(false);
    expect(result.ok ? [] : result.reasons.map((reason) => reason.code)).toContain(code);
  });

  it('verifies within 10 ms', () => {
    verifySummary(good, demands);
    const started = performance.now();
    for (let turn = 0; turn < 20; turn += 1) verifySummary(good, demands);
    expect((performance.now() - started) / 20).toBeLessThan(10);
  });
});

describe('attest/vsa readRevocations', () => {
  const list = { gantryRevocations: 1, keys: [{ id: key.public.id, reason: 'stolen' }] };
  const envelope = (by: typeof key, payloadType = revocationsType): Envelope =>
    signEnvelope({ payloadType, payload: Buffer.from(JSON.stringify(list)) }, [by]);

  it('reads plain and signed lists', () => {
    expect(readRevocations(JSON.stringify(list), 'l', []).keys.get(key.public.id)).toBe('stolen');
    expect(readRevocations(envelopeText(envelope(second)), 'l', [second.public]).keys.size).toBe(1);
  });

  it.each([
    ['no object', '[]'],
    ['another version', '{"gantryRevocations":2}'],
    ['no version', '{}'],
    ['keys that are no list', '{"gantryRevocations":1,"keys":{}}'],
    ['an entry that is no id', '{"gantryRevocations":1,"keys":[{"id":"ABC"}]}'],
    ['an entry without an id', '{"gantryRevocations":1,"verdicts":["sha256:x"]}'],
    ['a reason that is no text', `{"gantryRevocations":1,"subjects":[{"id":"${digest}","reason":1}]}`],
    ['an end that is no time', '{"gantryRevocations":1,"expires":"never"}'],
    ['a list that a stranger signed', envelopeText(envelope(stranger))],
    ['a signed list of another type', envelopeText(envelope(second, statementType))],
  ])('refuses %s', async (_what, listText) => {
    expect(await failureCode(() => readRevocations(listText, 'l', [second.public]))).toBe('ATTEST_BAD_REVOCATIONS');
  });
});
