import { X509Certificate } from 'node:crypto';
import type { Bundle } from '@sigstore/bundle';
import { toSignedEntity, Verifier } from '@sigstore/verify';
import { reasonOf } from '../json/index.ts';
import type { TrustRoot } from './trust-root.ts';

/** Who signed with a certificate, and when. */
export interface CertificateSigner {
  /** The subject alternative name: an address of a person or of a workflow. */
  readonly identity: string;
  /** The OpenID Connect provider that vouched for it. */
  readonly issuer: string;
  /** RFC 3339 UTC; null when only a timestamp authority told. */
  readonly loggedAt: string | null;
}

/** Who signed, or why that cannot be relied on. */
export type BundleVerification =
  | { readonly ok: true; readonly signer: CertificateSigner }
  | { readonly ok: false; readonly because: string };

const codeSigning = '1.3.6.1.5.5.7.3.3';

/**
 * Verifies a bundle that was signed with a certificate: chain, entry of the transparency log, time, signature. A root that names logs
 * demands an entry of one (and of one of certificates); a time must be proven in any case. `artifact` is what a message signature is over.
 */
export function verifyBundle(bundle: Bundle, { material }: TrustRoot, artifact: Uint8Array | null): BundleVerification {
  try {
    const wrong = whyBadCertificate(bundle);
    if (wrong !== null) return { ok: false, because: wrong };
    const options = {
      tlogThreshold: material.tlogs.length > 0 ? 1 : 0,
      ctlogThreshold: material.ctlogs.length > 0 ? 1 : 0,
      timestampThreshold: 1,
    };
    const entity = toSignedEntity(bundle, artifact === null ? undefined : Buffer.from(artifact));
    const { identity } = new Verifier(material, options).verify(entity);
    const name = identity?.subjectAlternativeName;
    const issuer = identity?.extensions?.issuer;
    if (!name || !issuer) return { ok: false, because: 'its certificate names no identity and issuer' };
    return { ok: true, signer: { identity: name, issuer, loggedAt: loggedAt(bundle) } };
  } catch (error) {
    return { ok: false, because: withCause(error) };
  }
}

/** Of the identity and issuer that a certificate states, unverified, for people who ask why it does not count. */
export function statedIdentity(bundle: Bundle): string {
  try {
    const alt = leafOf(bundle)?.subjectAltName?.replace(/^(?:URI|email):/, '');
    return alt === undefined ? 'nobody' : reasonOf(alt);
  } catch {
    return 'nobody who can be told';
  }
}

/** The library looks at the chain; that the certificate is one to sign with, and no authority's, is looked at here. */
function whyBadCertificate(bundle: Bundle): string | null {
  const leaf = leafOf(bundle);
  if (leaf === null) return 'it has no certificate';
  if (leaf.ca) return 'its certificate is that of an authority';
  return leaf.keyUsage?.includes(codeSigning) ? null : 'its certificate is not one for signing code';
}

function leafOf({ verificationMaterial: { content } }: Bundle): X509Certificate | null {
  if (content.$case === 'publicKey') return null;
  const raw =
    content.$case === 'certificate'
      ? content.certificate.rawBytes
      : content.x509CertificateChain.certificates[0]?.rawBytes;
  return raw === undefined || raw.length > 64 * 1024 ? null : new X509Certificate(raw);
}

/** Only the promise of a log vouches for the time of an entry. */
function loggedAt({ verificationMaterial: { tlogEntries } }: Bundle): string | null {
  const times = tlogEntries.filter(({ inclusionPromise }) => inclusionPromise !== undefined);
  const seconds = times.map(({ integratedTime }) => Number(integratedTime)).filter((time) => time > 0);
  return seconds.length === 0 ? null : new Date(Math.min(...seconds) * 1000).toISOString();
}

function withCause(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? ` (${reasonOf(error.cause)})` : '';
  return `${reasonOf(error)}${cause}`;
}
