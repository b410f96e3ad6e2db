import type { PublicKey } from '../keys/index.ts';
import type { TrustRoot } from '../sigstore/index.ts';
import type { IdentityWish } from './identity.ts';

/** Whom somebody believes. */
export interface Trust {
  readonly keys: readonly PublicKey[];
  /** Who may have signed with a certificate; null: nobody. */
  readonly identity: IdentityWish | null;
  /** Who vouches for certificates; without one no certificate can be judged. */
  readonly root: TrustRoot | null;
}

/** Somebody who signed. */
export type Signer =
  | { readonly kind: 'key'; readonly keyId: string }
  | { readonly kind: 'identity'; readonly identity: string; readonly issuer: string; readonly loggedAt: string | null };

/**
 * What became of a signature. `null`: it cannot be judged with the trust that was given, which is neither good nor bad news but never
 * enough.
 */
export type Verification =
  | { readonly ok: true; readonly by: readonly [Signer, ...Signer[]] }
  | { readonly ok: false; readonly because: string }
  | { readonly ok: null; readonly because: string };

/** Is there anybody to believe? */
export function trustsSomebody({ keys, identity }: Trust): boolean {
  return keys.length > 0 || identity !== null;
}

/** What tells two signers apart: one person with two signatures is still one. */
export function signerName(signer: Signer): string {
  return signer.kind === 'key' ? `key ${signer.keyId}` : `${signer.identity} of ${signer.issuer}`;
}
