import { isRecord } from '@gantry/core';
import { type Bundle, bundleFromJSON } from '@sigstore/bundle';
import { type Envelope, toEnvelope } from '../dsse/index.ts';
import { attestErrors } from '../errors.ts';
import { fromBase64, readJson, reasonOf } from '../json/index.ts';

/** A signature with what it takes to verify it: https://github.com/sigstore/protobuf-specs/blob/main/protos/sigstore_bundle.proto */
export interface SigstoreBundle {
  readonly bundle: Bundle;
  /** Signed with a certificate, or with a key that the reader must know. */
  readonly signedWith: 'certificate' | 'key';
  /** An envelope, or a signature over the bytes of an artifact with their digest as stated. */
  readonly content:
    | { readonly kind: 'envelope'; readonly envelope: Envelope }
    | { readonly kind: 'message'; readonly digest: string; readonly signature: Uint8Array };
}

const mediaTypes = /^application\/vnd\.dev\.sigstore\.bundle(?:\+json;version=0\.[1-3]|\.v0\.3\+json)$/;

/** Real bundles have one or two entries of a log. */
const maxEntries = 8;

/** Reads a bundle of version 0.1 to 0.3. Fails with `ATTEST_BAD_BUNDLE`, `ATTEST_BAD_ENVELOPE` and `ATTEST_BAD_JSON`. */
export function readBundle(text: string, name: string): SigstoreBundle {
  return toBundle(readJson(text, name), name);
}

/** Reads a bundle from parsed JSON. Fails with `ATTEST_BAD_BUNDLE` and `ATTEST_BAD_ENVELOPE`. */
export function toBundle(value: unknown, name: string): SigstoreBundle {
  const bad = (because: string, cause?: unknown) => attestErrors.BAD_BUNDLE({ name, because }, { cause });
  if (!isRecord(value) || !mediaTypes.test(String(value['mediaType']))) throw bad('its mediaType is not known');
  // Of two contents one reader would verify the one and another believe the other.
  if (value['dsseEnvelope'] !== undefined && value['messageSignature'] !== undefined)
    throw bad('it holds both an envelope and a signature');
  const material = value['verificationMaterial'];
  if (!isRecord(material)) throw bad('it has no verification material');
  const wrong = whyBadEntries(material['tlogEntries'] ?? []);
  if (wrong !== null) throw bad(wrong);
  let bundle: Bundle;
  try {
    bundle = bundleFromJSON(value);
  } catch (cause) {
    throw bad(reasonOf(cause), cause);
  }
  const signedWith = bundle.verificationMaterial.content.$case === 'publicKey' ? 'key' : 'certificate';
  return { bundle, signedWith, content: contentOf(value, bad) };
}

function contentOf(value: Readonly<Record<string, unknown>>, bad: (because: string) => Error) {
  if (value['dsseEnvelope'] !== undefined)
    return { kind: 'envelope' as const, envelope: toEnvelope(value['dsseEnvelope'], 'its envelope') };
  const message = value['messageSignature'];
  const stated = isRecord(message) ? message['messageDigest'] : null;
  const digest = isRecord(stated) && stated['algorithm'] === 'SHA2_256' ? fromBase64(stated['digest']) : null;
  const signature = isRecord(message) ? fromBase64(message['signature']) : null;
  if (digest?.length !== 32 || signature === null) throw bad('its signature is over no SHA-256 digest');
  return { kind: 'message' as const, digest: `sha256:${Buffer.from(digest).toString('hex')}`, signature };
}

/**
 * The name of a log that signed a checkpoint. The library takes it for a regular expression, so that only names that mean themselves
 * may pass: others could keep it busy for ever.
 */
const logName = /^[\w.:/ -]{1,200}$/;

function whyBadEntries(entries: unknown): string | null {
  if (!Array.isArray(entries)) return 'its entries of the log are no list';
  if (entries.length > maxEntries) return `it has more than ${maxEntries} entries of the log`;
  const safe = entries.every((entry: unknown) => checkpointNames(entry).every((name) => logName.test(name)));
  return safe ? null : 'a checkpoint names a log in an unusual way';
}

function checkpointNames(entry: unknown): readonly string[] {
  const proof = isRecord(entry) ? entry['inclusionProof'] : null;
  const checkpoint = isRecord(proof) ? proof['checkpoint'] : null;
  const note = isRecord(checkpoint) ? checkpoint['envelope'] : null;
  if (typeof note !== 'string') return [];
  return [...note.matchAll(/\u2014 (\S+)/g)].map(([, name = '']) => name);
}
