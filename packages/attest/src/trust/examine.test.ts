import { createHash } from 'node:crypto';
import type { Attachment } from '@gantry/core';
import { describe, expect, it } from 'vitest';
import { envelopeText } from '../dsse/index.ts';
import { readPublicKeys, signBytes } from '../keys/index.ts';
import { readTrustRoot } from '../sigstore/index.ts';
import {
  aKey,
  anAttachment,
  anAttestation,
  anEnvelope,
  aSignature,
  aSigstore,
  aStatement,
  signedImageText,
} from '../testing/index.ts';
import { examine } from './examine.ts';
import type { Trust } from './trust.ts';

const manifest = Buffer.from('{"schemaVersion":2}');
const digest = `sha256:${createHash('sha256').update(manifest).digest('hex')}`;
const other = `sha256:${'1'.repeat(64)}`;
const image = { digests: [digest], rawManifest: manifest.toString('base64') };
const [key, stranger] = [aKey(), aKey('ed25519')];
const sigstore = aSigstore();
const elsewhere = aSigstore();
const root = readTrustRoot(sigstore.trustedRoot, 'root');
const identity = {
  identities: ['https://github.com/example/app/*'],
  issuers: ['https://token.actions.githubusercontent.com'],
} as const;
const byKey: Trust = { keys: [key.public], identity: null, root: null };
const byIdentity: Trust = { keys: [], identity, root };
const nobody: Trust = { keys: [], identity: null, root: null };

function certified(payload: string, annotations = sigstore.annotations(payload)): Attachment {
  return anAttachment('cosign-signature', payload, { annotations });
}

function bundled(statement: unknown, more = {}): Attachment {
  const content = { payloadType: 'application/vnd.in-toto+json', payload: Buffer.from(JSON.stringify(statement)) };
  return anAttachment('sigstore-bundle', JSON.stringify(sigstore.bundle(content, more)));
}

/** What cosign from version 3 on writes for a key: no certificate, and a log only when it was asked for. */
function keyBundle(content: Record<string, unknown>): Attachment {
  const verificationMaterial = { publicKey: { hint: 'x' }, tlogEntries: [] };
  const mediaType = 'application/vnd.dev.sigstore.bundle.v0.3+json';
  return anAttachment('sigstore-bundle', JSON.stringify({ mediaType, verificationMaterial, ...content }));
}

function message(bytes: Uint8Array, signer = key): Record<string, unknown> {
  const messageDigest = { algorithm: 'SHA2_256', digest: createHash('sha256').update(bytes).digest('base64') };
  const signature = Buffer.from(signBytes(signer, bytes)).toString('base64');
  return { messageSignature: { messageDigest, signature } };
}

const text = signedImageText(digest);
const cosign3 = aStatement(digest, 'https://sigstore.dev/cosign/sign/v1');
const slsa = aStatement(digest, 'https://slsa.dev/provenance/v1', {});
const twoSigners = anEnvelope(slsa, key, stranger);

describe('attest/trust examine', () => {
  it.each([
    ['a signature with a trusted key', aSignature(digest, key), byKey, true],
    ['an attestation with a trusted key', anAttestation(slsa, key), byKey, true],
    ['one of two signers', anAttachment('dsse', envelopeText(twoSigners)), byKey, true],
    ['a signature with a certificate, as cosign stored it', certified(text), byIdentity, true],
    ['a bundle around an attestation', bundled(slsa), byIdentity, true],
    ['a bundle that is a signature of cosign 3', bundled(cosign3), byIdentity, true],
    [
      'a bundle with a key',
      keyBundle({ dsseEnvelope: JSON.parse(envelopeText(anEnvelope(cosign3, key))) }),
      byKey,
      true,
    ],
    ['a bundle over the manifest itself', keyBundle(message(manifest)), byKey, true],
    ['a bundle over other bytes', keyBundle(message(Buffer.from('other'))), byKey, /something else/],
    ['a bundle over the manifest, of a stranger', keyBundle(message(manifest, stranger)), byKey, /none of the trusted/],
    ['a signature of a stranger', aSignature(digest, stranger), byKey, /none of the trusted keys/],
    ['an attestation of a stranger', anAttestation(slsa, stranger), byKey, /none of the trusted keys/],
    ['a signature of another image', aSignature(other, key), byKey, /something else/],
    ['an attestation of another image', anAttestation(aStatement(other, 'x'), key), byKey, /something else/],
    ['a signature without its annotation', anAttachment('cosign-signature', text), byKey, /none of the trusted keys/],
    ['a statement without an envelope', anAttachment('statement', JSON.stringify(slsa)), byKey, /nobody signed it/],
    ['no JSON', anAttachment('dsse', 'x'), byKey, /not JSON/],
    [
      'an envelope without signatures',
      anAttachment('dsse', '{"payloadType":"a","payload":"","signatures":[]}'),
      byKey,
      /no signatures/,
    ],
    ['a bundle of nothing', anAttachment('sigstore-bundle', '{}'), byIdentity, /mediaType/],
    ['a certificate of another deployment', certified(text, elsewhere.annotations(text)), byIdentity, /does not hold/],
    ['another identity', bundled(slsa, { identity: 'https://github.com/evil/app/x' }), byIdentity, /is not trusted/],
    ['another issuer', bundled(slsa, { issuer: 'https://evil.example' }), byIdentity, /is not trusted/],
    [
      'a certificate that had expired',
      bundled(slsa, { loggedAt: '2026-11-01T13:00:00Z' }),
      byIdentity,
      /does not hold/,
    ],
    [
      'a certificate that was not yet valid',
      bundled(slsa, { loggedAt: '2026-11-01T11:00:00Z' }),
      byIdentity,
      /does not hold/,
    ],
    ['a certificate for something else', bundled(slsa, { codeSigning: false }), byIdentity, /signing code/],
    ['a certificate of an authority', bundled(slsa, { ca: true }), byIdentity, /authority/],
    ['a signature over another text', certified(text, sigstore.annotations(`${text} `)), byIdentity, /does not hold/],
    ['a certificate, and only keys to trust', certified(text), byKey, null],
    ['a certificate, and no root', certified(text), { ...byIdentity, root: null }, null],
    ['a key, and only identities to trust', aSignature(digest, key), byIdentity, null],
    ['nobody to trust', aSignature(digest, key), nobody, null],
  ])('%s', (_what, attachment, trust, expected) => {
    const { verification } = examine(attachment, image, trust);
    if (expected instanceof RegExp) {
      expect(verification).toMatchObject({ ok: false, because: expect.stringMatching(expected) as unknown });
    } else expect(verification.ok).toBe(expected);
  });

  it('names who signed, and when the log took it', () => {
    expect(examine(bundled(slsa), image, byIdentity).verification).toMatchObject({
      by: [{ kind: 'identity', issuer: identity.issuers[0], loggedAt: '2026-11-01T12:05:00.000Z' }],
    });
    expect(examine(aSignature(digest, key), image, byKey).verification).toMatchObject({
      by: [{ kind: 'key', keyId: key.public.id }],
    });
  });

  it('a log that demands certificates of a log does not take one without', () => {
    const parsed = JSON.parse(sigstore.trustedRoot) as Record<string, unknown>;
    const strict = readTrustRoot(JSON.stringify({ ...parsed, ctlogs: parsed['tlogs'] }), 'root');
    const result = examine(bundled(slsa), image, { ...byIdentity, root: strict });
    expect(result.verification.ok).toBe(false);
  });

  it.each(['tlogEntries', 'x509CertificateChain'])('a bundle without its %s does not count', (part) => {
    const bundle = JSON.parse(bundled(slsa).content) as { verificationMaterial: Record<string, unknown> };
    delete bundle.verificationMaterial[part];
    const result = examine(anAttachment('sigstore-bundle', JSON.stringify(bundle)), image, byIdentity);
    expect(result.verification.ok).toBe(false);
  });

  it('a name of a log that is an expression never reaches the library', () => {
    const bundle = JSON.parse(bundled(slsa).content) as {
      verificationMaterial: { tlogEntries: Record<string, unknown>[] };
    };
    const envelope = 'log\n1\nAAAA\n\n\u2014 (((a+)+)+)+$ AAAAAAAAAA==\n';
    const proof = { logIndex: '1', rootHash: '', treeSize: '1', hashes: [], checkpoint: { envelope } };
    Object.assign(bundle.verificationMaterial.tlogEntries[0] ?? {}, { inclusionProof: proof });
    const result = examine(anAttachment('sigstore-bundle', JSON.stringify(bundle)), image, byIdentity);
    expect(result.verification).toMatchObject({ ok: false, because: expect.stringMatching(/unusual/) as unknown });
  });

  it('private keys are no public ones, and keys that are there twice count once', () => {
    expect(readPublicKeys(`${key.pem}\n${key.pem}${stranger.pem}`, 'keys')).toHaveLength(2);
  });
});
