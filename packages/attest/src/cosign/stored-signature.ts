import { createHash, X509Certificate } from 'node:crypto';
import { isRecord } from '@gantry/core';
import { attestErrors } from '../errors.ts';
import { fromBase64, readJson, readJsonBytes, toBase64 } from '../json/index.ts';

/** The annotations under which cosign keeps a signature and what belongs to it. */
export const annotationKeys = {
  signature: 'dev.cosignproject.cosign/signature',
  certificate: 'dev.sigstore.cosign/certificate',
  bundle: 'dev.sigstore.cosign/bundle',
  timestamp: 'dev.sigstore.cosign/rfc3161timestamp',
} as const;

type Annotations = Readonly<Record<string, string>>;

/** The signature of a `.sig` layer; null when it has none that is base64. */
export function storedSignature(annotations: Annotations): Uint8Array | null {
  const bytes = fromBase64(own(annotations, annotationKeys.signature));
  return bytes === null || bytes.length === 0 ? null : bytes;
}

/** Was it signed with a certificate (and not with a bare key)? */
export function hasCertificate(annotations: Annotations): boolean {
  return own(annotations, annotationKeys.certificate) !== undefined;
}

/**
 * The Sigstore bundle (version 0.1, JSON) that says the same as annotations of cosign's older storage: certificate, entry of the
 * transparency log, timestamp. Fails with `ATTEST_BAD_BUNDLE`.
 */
export function bundleOfAnnotations(
  annotations: Annotations,
  content: { readonly payload: Uint8Array; readonly signature: Uint8Array } | { readonly envelope: unknown },
): unknown {
  const timestamp = timestampOf(own(annotations, annotationKeys.timestamp));
  return {
    mediaType: 'application/vnd.dev.sigstore.bundle+json;version=0.1',
    verificationMaterial: {
      x509CertificateChain: {
        certificates: [{ rawBytes: certificateOf(own(annotations, annotationKeys.certificate)) }],
      },
      tlogEntries: logEntries(own(annotations, annotationKeys.bundle)),
      ...(timestamp === null ? {} : { timestampVerificationData: { rfc3161Timestamps: [timestamp] } }),
    },
    ...contentOf(content),
  };
}

function contentOf(content: Parameters<typeof bundleOfAnnotations>[1]) {
  if ('envelope' in content) return { dsseEnvelope: content.envelope };
  const digest = createHash('sha256').update(content.payload).digest('base64');
  const messageDigest = { algorithm: 'SHA2_256', digest };
  return { messageSignature: { messageDigest, signature: toBase64(content.signature) } };
}

function own(annotations: Annotations, key: string): string | undefined {
  return Object.hasOwn(annotations, key) ? annotations[key] : undefined;
}

function certificateOf(pem: string | undefined): string {
  if (pem !== undefined && pem.length <= 64 * 1024) {
    try {
      return toBase64(new X509Certificate(pem).raw);
    } catch {
      // Falls through to the one error for every certificate that is none.
    }
  }
  throw attestErrors.BAD_BUNDLE({ name: 'the stored signature', because: 'its certificate cannot be read' });
}

/** One entry, or none when there is no such annotation: whoever verifies says how many there must be. */
function logEntries(text: string | undefined): readonly unknown[] {
  if (text === undefined) return [];
  const bad = (because: string) => attestErrors.BAD_BUNDLE({ name: 'the stored entry of the log', because });
  const value = readJson(text, 'the stored entry of the log');
  const payload = isRecord(value) ? value['Payload'] : null;
  if (!isRecord(value) || !isRecord(payload)) throw bad('it has no payload');
  const { body, integratedTime, logIndex, logID } = payload;
  const bytes = fromBase64(body);
  const promise = fromBase64(value['SignedEntryTimestamp']);
  if (bytes === null || promise === null) throw bad('its parts are not base64');
  if (!isCount(integratedTime) || !isCount(logIndex)) throw bad('its time and index are no numbers');
  if (typeof logID !== 'string' || !/^[0-9a-f]{64}$/.test(logID)) throw bad('its log id is not hex');
  const entry = readJsonBytes(bytes, 'the stored entry of the log');
  return [
    {
      logIndex: String(logIndex),
      logId: { keyId: Buffer.from(logID, 'hex').toString('base64') },
      kindVersion: {
        kind: String(isRecord(entry) ? entry['kind'] : ''),
        version: String(isRecord(entry) ? entry['apiVersion'] : ''),
      },
      integratedTime: String(integratedTime),
      inclusionPromise: { signedEntryTimestamp: toBase64(promise) },
      canonicalizedBody: toBase64(bytes),
    },
  ];
}

function timestampOf(text: string | undefined): { signedTimestamp: string } | null {
  if (text === undefined) return null;
  const value = readJson(text, 'the stored timestamp');
  const bytes = isRecord(value) ? fromBase64(value['SignedRFC3161Timestamp']) : null;
  if (bytes === null) throw attestErrors.BAD_BUNDLE({ name: 'the stored timestamp', because: 'it is not base64' });
  return { signedTimestamp: toBase64(bytes) };
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}
