import { createHash } from 'node:crypto';
import type { Attachment } from '@gantry/core';
import { describe, expect, it } from 'vitest';
import { readTrustRoot } from '../sigstore/index.ts';
import { aKey, anAttachment, anAttestation, aSignature, aSigstore, aStatement } from '../testing/index.ts';
import { examine } from './examine.ts';

const manifest = Buffer.from('{}');
const digest = `sha256:${createHash('sha256').update(manifest).digest('hex')}`;
const image = { digests: [digest], rawManifest: manifest.toString('base64') };
const key = aKey();
const sigstore = aSigstore();
const identity = { identities: ['*'], issuers: ['*'] } as const;
const trust = { keys: [key.public], identity, root: readTrustRoot(sigstore.trustedRoot, 'root') };
const statement = aStatement(digest, 'https://slsa.dev/provenance/v1', {});
const content = { payloadType: 'application/vnd.in-toto+json', payload: Buffer.from(JSON.stringify(statement)) };
const values = [null, -1, '', 'x'.repeat(5000), true, [], {}, 'AAAA'];

/** Every place in a document, as the keys that lead there. */
function places(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([name, item]) => places(item, [...path, name]))];
}

function replaced(document: unknown, [name, ...rest]: readonly string[], value: unknown): unknown {
  if (name === undefined) return value;
  const copy: Record<string, unknown> | unknown[] = Array.isArray(document)
    ? [...document]
    : { ...(document as object) };
  Object.assign(copy, { [name]: replaced((document as Record<string, unknown>)[name], rest, value) });
  return copy;
}

const samples: readonly (readonly [string, Attachment, readonly string[]])[] = [
  [
    'a bundle',
    anAttachment('sigstore-bundle', JSON.stringify(sigstore.bundle(content))),
    ['dsseEnvelope/signatures/0/keyid'],
  ],
  ['an attestation', anAttestation(statement, key), ['signatures/0/keyid']],
];

describe('attest/trust against hostile documents', () => {
  it.each(samples)('%s with anything in any place is refused and breaks nothing', (_what, attachment, unimportant) => {
    const document = JSON.parse(attachment.content) as unknown;
    expect(examine(attachment, image, trust).verification.ok).toBe(true);
    const accepted = new Set<string>();
    for (const path of places(document))
      for (const value of values) {
        const text = JSON.stringify(replaced(document, path, value));
        const { verification } = examine({ ...attachment, content: text }, image, trust);
        if (verification.ok === true) accepted.add(path.join('/'));
      }
    expect([...accepted].filter((path) => !unimportant.includes(path))).toEqual([]);
  });

  it.each(Object.keys(sigstore.annotations('x')))('anything in the annotation %s breaks nothing', (name) => {
    const payload = aSignature(digest, key).content;
    const annotations = sigstore.annotations(payload);
    const attachment = anAttachment('cosign-signature', payload, { annotations });
    expect(examine(attachment, image, trust).verification.ok).toBe(true);
    for (const value of [
      '',
      'x',
      '{}',
      '[]',
      '{"Payload":{}}',
      '\u0000',
      'A'.repeat(100_000),
      '-----BEGIN CERTIFICATE-----',
    ])
      expect(
        examine({ ...attachment, annotations: { ...annotations, [name]: value } }, image, trust).verification.ok,
      ).not.toBe(true);
  });

  it('a bundle with two contents is none: what is verified and what is believed could be different', () => {
    const messageDigest = { algorithm: 'SHA2_256', digest: createHash('sha256').update(manifest).digest('base64') };
    const bundle = { ...sigstore.bundle(content), messageSignature: { messageDigest, signature: 'AAAA' } };
    const attachment = anAttachment('sigstore-bundle', JSON.stringify(bundle));
    const { claim, verification } = examine(attachment, image, trust);
    expect(claim).toBeNull();
    expect(verification).toMatchObject({ ok: false, because: expect.stringContaining('both') as unknown });
  });
});
