import { isDigest, isRecord } from '@gantry/core';
import { attestErrors } from '../errors.ts';
import { readJson } from '../json/index.ts';

/** What a signature of an image says: https://github.com/sigstore/cosign/blob/main/specs/SIGNATURE_SPEC.md */
export interface SignedImage {
  /** Of the manifest or index that is signed. */
  readonly digest: string;
  /** The name it was signed under; nothing to rely on. */
  readonly reference: string;
}

const types: ReadonlySet<unknown> = new Set(['cosign container image signature', 'atomic container signature']);

/** Reads the signed text. Fails with `ATTEST_BAD_SIGNATURE_PAYLOAD` and `ATTEST_BAD_JSON`. */
export function readSignedImage(payload: string, name: string): SignedImage {
  const bad = (because: string) => attestErrors.BAD_SIGNATURE_PAYLOAD({ name, because });
  const value = readJson(payload, name);
  const critical = isRecord(value) ? value['critical'] : null;
  if (!isRecord(critical)) throw bad('it has no critical part');
  if (!types.has(critical['type'])) throw bad('its type is not known');
  const { image, identity } = critical;
  const digest = isRecord(image) ? image['docker-manifest-digest'] : null;
  if (!isDigest(digest)) throw bad('it has no digest of a manifest');
  const reference = isRecord(identity) ? identity['docker-reference'] : null;
  return { digest, reference: typeof reference === 'string' ? reference : '' };
}
