import { isRecord } from '@gantry/core';
import { attestErrors } from '../errors.ts';
import { fromBase64, readJson, toBase64 } from '../json/index.ts';

/** A signature of an envelope. */
export interface EnvelopeSignature {
  /** A hint which key it is, nothing to rely on. */
  readonly keyId: string;
  readonly signature: Uint8Array;
}

/** A payload with signatures: https://github.com/secure-systems-lab/dsse/blob/master/envelope.md */
export interface Envelope {
  readonly payloadType: string;
  readonly payload: Uint8Array;
  /** One or more. */
  readonly signatures: readonly EnvelopeSignature[];
}

/** More signatures than any envelope carries. */
const maxSignatures = 32;

/** Reads an envelope from its text. Fails with `ATTEST_BAD_ENVELOPE` and `ATTEST_BAD_JSON`. */
export function readEnvelope(text: string, name: string): Envelope {
  return toEnvelope(readJson(text, name), name);
}

/** Reads an envelope from parsed JSON. Fails with `ATTEST_BAD_ENVELOPE`. */
export function toEnvelope(value: unknown, name: string): Envelope {
  const bad = (because: string) => attestErrors.BAD_ENVELOPE({ name, because });
  if (!isRecord(value)) throw bad('it is not an object');
  const { payloadType } = value;
  if (typeof payloadType !== 'string' || payloadType === '' || payloadType.length > 200)
    throw bad('its payloadType is not a text');
  const payload = fromBase64(value['payload']);
  if (payload === null) throw bad('its payload is not base64');
  return { payloadType, payload, signatures: signaturesOf(value['signatures'], bad) };
}

/** The envelope as JSON text. */
export function envelopeText({ payloadType, payload, signatures }: Envelope): string {
  return JSON.stringify({
    payloadType,
    payload: toBase64(payload),
    signatures: signatures.map(({ keyId, signature }) => ({ keyid: keyId, sig: toBase64(signature) })),
  });
}

/** What is signed (DSSEv1 pre-authentication encoding): type and payload with their lengths, so that neither runs into the other. */
export function preAuthEncoding({ payloadType, payload }: Pick<Envelope, 'payloadType' | 'payload'>): Uint8Array {
  const type = Buffer.from(payloadType, 'utf8');
  const head = Buffer.from(`DSSEv1 ${type.length} `, 'latin1');
  return Buffer.concat([head, type, Buffer.from(` ${payload.length} `, 'latin1'), payload]);
}

function signaturesOf(value: unknown, bad: (because: string) => Error): readonly EnvelopeSignature[] {
  if (!Array.isArray(value) || value.length === 0) throw bad('it has no signatures');
  if (value.length > maxSignatures) throw bad(`it has more than ${maxSignatures} signatures`);
  return value.map((item: unknown) => {
    const signature = isRecord(item) ? fromBase64(item['sig']) : null;
    const keyId = isRecord(item) ? (item['keyid'] ?? '') : null;
    if (signature === null || signature.length === 0) throw bad('one of its signatures is not base64');
    if (typeof keyId !== 'string') throw bad('one of its key ids is not a text');
    return { keyId, signature };
  });
}
