import { createHash } from 'node:crypto';
import { type Attachment, isCodedError } from '@gantry/core';
import { bundleOfAnnotations, hasCertificate, storedSignature } from '../cosign/index.ts';
import { envelopeText, signersOf } from '../dsse/index.ts';
import { reasonOf } from '../json/index.ts';
import { type PublicKey, verifySignature } from '../keys/index.ts';
import { type SigstoreBundle, statedIdentity, toBundle, verifyBundle } from '../sigstore/index.ts';
import { type Claim, claimsFor, type ReadAttachment, readAttachment } from './claim.ts';
import { isBelieved } from './identity.ts';
import { type Trust, trustsSomebody, type Verification } from './trust.ts';

/** The image that is asked about. */
export interface Examinee {
  /** Digests of its manifest and of the index that lists it. */
  readonly digests: readonly string[];
  /** Bytes of the manifest (base64), for signatures over them; empty when they are not at hand. */
  readonly rawManifest: string;
}

/** What became of an attachment. */
export interface Examined {
  readonly attachment: Attachment;
  /** Null when it could not be read. */
  readonly claim: Claim | null;
  /** Is it about this image? */
  readonly about: boolean;
  readonly verification: Verification;
}

/** Reads and verifies what was found beside an image: is it about this image, and is it signed by somebody who is believed? Never throws. */
export function examine(attachment: Attachment, image: Examinee, trust: Trust): Examined {
  try {
    const read = readAttachment(attachment);
    const about = claimsFor(read.claim, image.digests);
    const verification = about ? verify(read, image, trust) : no('it is about something else');
    return { attachment, claim: read.claim, about, verification };
  } catch (error) {
    if (!isCodedError(error)) throw error;
    return { attachment, claim: null, about: false, verification: no(reasonOf(error)) };
  }
}

function verify(read: ReadAttachment, image: Examinee, trust: Trust): Verification {
  if (read.attachment.kind === 'statement') return no('nobody signed it');
  if (!trustsSomebody(trust)) return cannotTell('no key and no identity is given to trust');
  const keys = trust.keys.filter((key) => signedWith(key, read, image));
  const [first, ...others] = keys.map(({ id }) => ({ kind: 'key' as const, keyId: id }));
  if (first !== undefined) return { ok: true, by: [first, ...others] };
  const certified = certifiedForm(read);
  if (certified !== null) return verifyCertified(certified, read, { image, trust });
  return trust.keys.length === 0
    ? cannotTell('it is signed with a key, and no key is given to trust')
    : no('none of the trusted keys made its signature');
}

function signedWith(key: PublicKey, read: ReadAttachment, image: Examinee): boolean {
  const { attachment, envelope, bundle } = read;
  if (envelope !== null) return signersOf(envelope, [key]).length > 0;
  if (bundle?.content.kind === 'message') {
    const bytes = provenBytes(image, bundle.content.digest);
    return bytes !== null && verifySignature(key, bytes, bundle.content.signature);
  }
  const signature = storedSignature(attachment.annotations);
  return signature !== null && verifySignature(key, Buffer.from(attachment.content, 'utf8'), signature);
}

/** The bundle of what was signed with a certificate, whichever way it is stored; null for what was signed with a key. */
function certifiedForm({ attachment, bundle, envelope }: ReadAttachment): SigstoreBundle | null {
  if (bundle !== null) return bundle.signedWith === 'certificate' ? bundle : null;
  if (!hasCertificate(attachment.annotations)) return null;
  const signature = storedSignature(attachment.annotations) ?? new Uint8Array();
  const content =
    envelope === null
      ? { payload: Buffer.from(attachment.content, 'utf8'), signature }
      : { envelope: JSON.parse(envelopeText(envelope)) as unknown };
  return toBundle(bundleOfAnnotations(attachment.annotations, content), attachment.digest);
}

function verifyCertified(
  certified: SigstoreBundle,
  { attachment }: ReadAttachment,
  { image, trust }: { readonly image: Examinee; readonly trust: Trust },
): Verification {
  const who = statedIdentity(certified.bundle);
  if (trust.identity === null)
    return cannotTell(`it is signed with a certificate of ${who}, and no identity is given to trust`);
  if (trust.root === null) return cannotTell(`it is signed with a certificate of ${who}, and no trust root is given`);
  const { content } = certified;
  const fromBundle = content.kind === 'message' ? provenBytes(image, content.digest) : null;
  const artifact = attachment.kind === 'cosign-signature' ? Buffer.from(attachment.content, 'utf8') : fromBundle;
  if (content.kind === 'message' && artifact === null)
    return cannotTell('it is a signature over the manifest, which is not at hand');
  const result = verifyBundle(certified.bundle, trust.root, artifact);
  if (!result.ok) return no(`the certificate of ${who} does not hold: ${result.because}`);
  const { identity, issuer, loggedAt } = result.signer;
  if (!isBelieved(trust.identity, result.signer)) return no(`${identity} of ${issuer} is not trusted`);
  return { ok: true, by: [{ kind: 'identity', identity, issuer, loggedAt }] };
}

/** What was signed is these bytes: they must be the ones of the digest. */
function provenBytes(image: Examinee, digest: string): Uint8Array | null {
  const bytes = Buffer.from(image.rawManifest, 'base64');
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}` === digest ? bytes : null;
}

function no(because: string): Verification {
  return { ok: false, because };
}

function cannotTell(because: string): Verification {
  return { ok: null, because };
}
