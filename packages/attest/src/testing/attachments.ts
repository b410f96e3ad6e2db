import { createHash } from 'node:crypto';
import type { Attachment } from '@gantry/core';
import { annotationKeys } from '../cosign/index.ts';
import { type Envelope, envelopeText, signEnvelope } from '../dsse/index.ts';
import { statementType } from '../intoto/index.ts';
import { generateKeys, readPrivateKey, type SigningKey, signBytes } from '../keys/index.ts';

/** A key of the tests. */
export function aKey(kind: Parameters<typeof generateKeys>[0] = 'ecdsa-p256'): SigningKey & { readonly pem: string } {
  const pair = generateKeys(kind);
  return { ...readPrivateKey(pair.privateKey, { name: 'test' }), pem: pair.publicKey };
}

/** The text that cosign signs for an image. */
export function signedImageText(digest: string): string {
  const image = { 'docker-manifest-digest': digest };
  const type = 'cosign container image signature';
  return JSON.stringify({ critical: { identity: { 'docker-reference': 'test/app' }, image, type }, optional: null });
}

/** A statement about an image. */
export function aStatement(digest: string, predicateType: string, predicate: unknown = {}): Record<string, unknown> {
  const [algorithm = '', hex = ''] = digest.split(':');
  const subject = [{ name: 'test/app', digest: { [algorithm]: hex } }];
  return { _type: 'https://in-toto.io/Statement/v1', subject, predicateType, predicate };
}

/** The envelope of a statement, signed. */
export function anEnvelope(statement: unknown, ...keys: readonly [SigningKey, ...SigningKey[]]): Envelope {
  return signEnvelope({ payloadType: statementType, payload: Buffer.from(JSON.stringify(statement)) }, keys);
}

/** Something found beside an image. */
export function anAttachment(kind: Attachment['kind'], content: string, more: Partial<Attachment> = {}): Attachment {
  const digest = `sha256:${createHash('sha256').update(content).digest('hex')}`;
  const subject = `sha256:${'0'.repeat(64)}`;
  return { kind, content, digest, subject, from: 'tag', mediaType: 'application/json', annotations: {}, ...more };
}

/** A signature of an image with a key, as cosign stores it. */
export function aSignature(digest: string, key: SigningKey): Attachment {
  const payload = signedImageText(digest);
  const signature = Buffer.from(signBytes(key, Buffer.from(payload))).toString('base64');
  return anAttachment('cosign-signature', payload, { annotations: { [annotationKeys.signature]: signature } });
}

/** An attestation about an image, signed with a key. */
export function anAttestation(statement: unknown, key: SigningKey): Attachment {
  return anAttachment('dsse', envelopeText(anEnvelope(statement, key)));
}
