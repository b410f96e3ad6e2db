import { createHash, generateKeyPairSync, type KeyObject, sign, X509Certificate } from 'node:crypto';
import { annotationKeys } from '../cosign/index.ts';
import { type Envelope, envelopeText, preAuthEncoding } from '../dsse/index.ts';
import { aLeaf, anAuthority, type Certified, type LeafWish } from './certificates.ts';

/** A Sigstore deployment in memory: an authority and a transparency log. */
export interface SigstoreWorld {
  /** `trusted_root.json`. */
  readonly trustedRoot: string;
  /** What cosign writes into the annotations of a signature that was made with a certificate. */
  annotations(payload: string, wish?: Partial<SigningWish>): Record<string, string>;
  /** A bundle (0.1) around an envelope that is signed with a certificate. */
  bundle(content: Pick<Envelope, 'payload' | 'payloadType'>, wish?: Partial<SigningWish>): Record<string, unknown>;
}

/** How a signature is made. */
export interface SigningWish extends LeafWish {
  /** When the log took it; RFC 3339. */
  readonly loggedAt: string;
}

const usual: SigningWish = {
  identity: 'https://github.com/example/app/.github/workflows/release.yml@refs/tags/v1',
  issuer: 'https://token.actions.githubusercontent.com',
  from: '2026-11-01T12:00:00Z',
  until: '2026-11-01T12:10:00Z',
  loggedAt: '2026-11-01T12:05:00Z',
};

/** A deployment with keys of its own. */
export function aSigstore(): SigstoreWorld {
  const authority = anAuthority('test authority');
  const log = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const signer = (wish: SigningWish): Certified => aLeaf(authority, 'test authority', wish);
  return {
    trustedRoot: trustedRoot(authority, log.publicKey),
    annotations(payload, more) {
      const wish = { ...usual, ...more };
      const leaf = signer(wish);
      const signature = sign('sha256', Buffer.from(payload, 'utf8'), leaf.privateKey).toString('base64');
      const hash = { algorithm: 'sha256', value: sha256(Buffer.from(payload, 'utf8')).toString('hex') };
      const spec = { data: { hash }, signature: { content: signature } };
      const entry = logEntry(log, { kind: 'hashedrekord', apiVersion: '0.0.1', spec }, wish.loggedAt);
      return {
        [annotationKeys.signature]: signature,
        [annotationKeys.certificate]: new X509Certificate(leaf.certificate).toString(),
        [annotationKeys.bundle]: JSON.stringify({
          SignedEntryTimestamp: entry.promise,
          Payload: { body: entry.body, integratedTime: entry.time, logIndex: 7, logID: entry.logId.toString('hex') },
        }),
      };
    },
    bundle(content, more) {
      const wish = { ...usual, ...more };
      const leaf = signer(wish);
      const signature = sign('sha256', preAuthEncoding(content), leaf.privateKey);
      const payloadHash = { algorithm: 'sha256', value: sha256(content.payload).toString('hex') };
      const spec = { payloadHash, signatures: [{ signature: signature.toString('base64') }] };
      const entry = logEntry(log, { kind: 'dsse', apiVersion: '0.0.1', spec }, wish.loggedAt);
      return {
        mediaType: 'application/vnd.dev.sigstore.bundle+json;version=0.1',
        verificationMaterial: {
          x509CertificateChain: { certificates: [{ rawBytes: leaf.certificate.toString('base64') }] },
          tlogEntries: [
            {
              logIndex: '7',
              logId: { keyId: entry.logId.toString('base64') },
              kindVersion: { kind: 'dsse', version: '0.0.1' },
              integratedTime: String(entry.time),
              inclusionPromise: { signedEntryTimestamp: entry.promise },
              canonicalizedBody: entry.body,
            },
          ],
        },
        dsseEnvelope: JSON.parse(envelopeText({ ...content, signatures: [{ keyId: '', signature }] })) as unknown,
      };
    },
  };
}

function logEntry(log: { privateKey: KeyObject; publicKey: KeyObject }, body: unknown, loggedAt: string) {
  const text = Buffer.from(JSON.stringify(body)).toString('base64');
  const logId = sha256(spki(log.publicKey));
  const time = Date.parse(loggedAt) / 1000;
  // The log signs its keys in this order (RFC 8785).
  const promised = JSON.stringify({ body: text, integratedTime: time, logID: logId.toString('hex'), logIndex: 7 });
  return { body: text, time, logId, promise: sign('sha256', Buffer.from(promised), log.privateKey).toString('base64') };
}

function trustedRoot(authority: Certified, log: KeyObject): string {
  const validFor = { start: '2020-01-01T00:00:00Z' };
  const publicKey = { rawBytes: spki(log).toString('base64'), keyDetails: 'PKIX_ECDSA_P256_SHA_256', validFor };
  const certificates = [{ rawBytes: authority.certificate.toString('base64') }];
  return JSON.stringify({
    mediaType: 'application/vnd.dev.sigstore.trustedroot+json;version=0.1',
    tlogs: [
      {
        baseUrl: 'https://log.test',
        hashAlgorithm: 'SHA2_256',
        publicKey,
        logId: { keyId: sha256(spki(log)).toString('base64') },
      },
    ],
    certificateAuthorities: [
      {
        subject: { organization: 'test', commonName: 'test' },
        uri: 'https://ca.test',
        certChain: { certificates },
        validFor,
      },
    ],
    ctlogs: [],
    timestampAuthorities: [],
  });
}

function spki(key: KeyObject): Buffer {
  return key.export({ type: 'spki', format: 'der' });
}

function sha256(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest();
}
