import type { Attachment } from '@gantry/core';
import { readSignedImage } from '../cosign/index.ts';
import { type Envelope, readEnvelope } from '../dsse/index.ts';
import { isAbout, readStatement, type Statement, statementOf } from '../intoto/index.ts';
import { readBundle, type SigstoreBundle } from '../sigstore/index.ts';

/** What something beside an image claims, before anybody asked who claims it. */
export type Claim =
  /** "I vouch for this image", and no more. */
  | { readonly kind: 'signature'; readonly about: readonly string[] }
  | { readonly kind: 'statement'; readonly statement: Statement };

/** An attachment, read. */
export interface ReadAttachment {
  readonly attachment: Attachment;
  readonly claim: Claim;
  /** What carries the signatures; null for text that nobody signed. */
  readonly envelope: Envelope | null;
  readonly bundle: SigstoreBundle | null;
}

/** cosign from version 3 on signs images with a statement of this type, which says nothing but that. */
const signatureType = 'https://sigstore.dev/cosign/sign/v1';

/** Reads an attachment by its kind. Fails with the errors of what it holds (`ATTEST_BAD_...`). */
export function readAttachment(attachment: Attachment): ReadAttachment {
  const { kind, content, digest: name } = attachment;
  switch (kind) {
    case 'cosign-signature': {
      const claim = { kind: 'signature' as const, about: [readSignedImage(content, name).digest] };
      return { attachment, claim, envelope: null, bundle: null };
    }
    case 'dsse': {
      const envelope = readEnvelope(content, name);
      return { attachment, claim: claimOf(statementOf(envelope, name)), envelope, bundle: null };
    }
    case 'statement': {
      const statement = readStatement(Buffer.from(content, 'utf8'), name);
      return { attachment, claim: { kind: 'statement', statement }, envelope: null, bundle: null };
    }
    case 'sigstore-bundle':
      return readBundled(attachment);
  }
}

/** Is it about the image with one of these digests? */
export function claimsFor(claim: Claim, digests: readonly string[]): boolean {
  return claim.kind === 'signature'
    ? claim.about.some((digest) => digests.includes(digest))
    : isAbout(claim.statement, digests);
}

function readBundled(attachment: Attachment): ReadAttachment {
  const bundle = readBundle(attachment.content, attachment.digest);
  if (bundle.content.kind === 'message')
    return { attachment, bundle, envelope: null, claim: { kind: 'signature', about: [bundle.content.digest] } };
  const { envelope } = bundle.content;
  return { attachment, bundle, envelope, claim: claimOf(statementOf(envelope, attachment.digest)) };
}

function claimOf(statement: Statement): Claim {
  if (statement.predicateType !== signatureType) return { kind: 'statement', statement };
  const about = statement.subjects.flatMap(({ digest }) =>
    Object.entries(digest).map(([algorithm, hex]) => `${algorithm}:${hex}`),
  );
  return { kind: 'signature', about };
}
