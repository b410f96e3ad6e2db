import { isRecord } from '@gantry/core';
import { TrustedRoot } from '@sigstore/protobuf-specs';
import { type TrustMaterial, toTrustMaterial } from '@sigstore/verify';
import { attestErrors } from '../errors.ts';
import { readJson, reasonOf } from '../json/index.ts';

/** Whom a Sigstore deployment trusts: certificate authorities, transparency logs, timestamp authorities. */
export interface TrustRoot {
  readonly material: TrustMaterial;
}

/** The `trusted_root.json` of the public deployment has 10 kB. */
const maxLength = 1024 * 1024;

/**
 * Reads a trust root (`application/vnd.dev.sigstore.trustedroot+json`). Fails with `ATTEST_BAD_TRUST_ROOT`, also for one that trusts no
 * certificate authority: nothing could ever be verified with it.
 */
export function readTrustRoot(text: string, name: string): TrustRoot {
  const bad = (because: string, cause?: unknown) => attestErrors.BAD_TRUST_ROOT({ name, because }, { cause });
  if (text.length > maxLength) throw bad('it is too long');
  const value = readJson(text, name);
  if (!isRecord(value) || !/^application\/vnd\.dev\.sigstore\.trustedroot[+.]/.test(String(value['mediaType'])))
    throw bad('its mediaType is another');
  let material: TrustMaterial;
  try {
    material = toTrustMaterial(TrustedRoot.fromJSON(value));
  } catch (cause) {
    throw bad(reasonOf(cause), cause);
  }
  if (!material.certificateAuthorities.some(({ certChain }) => certChain.length > 0))
    throw bad('it names no certificate authority');
  return { material };
}
