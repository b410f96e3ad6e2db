import type { Digest } from '@gantry/core';
import type { Descriptor } from './descriptor.ts';

// Three ways of tools to keep what belongs to an image beside it, seen in the entries of an index.

const attachedForm = /(?:^|:)(sha256|sha384|sha512)-([0-9a-f]{64,128})(?:\.(?:sig|att|sbom))?$/;
const cosignKind = /^dev\.cosignproject\.cosign\/(?:sigs|atts|sboms)$/;

/** The tag under which cosign (`.sig`, `.att`) or the fallback of the referrers API (no ending) keeps what is attached to a digest. */
export function attachedTag(digest: Digest, ending: '.sig' | '.att' | ''): string {
  return `${digest.replace(':', '-')}${ending}`;
}

/** The digest that the tag of an entry is about, when it has that form; null for other tags. */
export function digestOfTag(entry: Descriptor): Digest | null {
  const [, algorithm, hex] = attachedForm.exec(entry.annotations['org.opencontainers.image.ref.name'] ?? '') ?? [];
  return algorithm === undefined || hex === undefined ? null : `${algorithm}:${hex}`;
}

/** Does the entry say by its tag or by the mark of `cosign save` that it is about an image and none itself? */
export function isMarkedAttached(entry: Descriptor): boolean {
  return cosignKind.test(entry.annotations['kind'] ?? '') || digestOfTag(entry) !== null;
}

/** The image that BuildKit made this statement about; null for other entries. */
export function buildkitSubject(entry: Descriptor): Digest | null {
  const isStatement = entry.annotations['vnd.docker.reference.type'] === 'attestation-manifest';
  return isStatement ? (entry.annotations['vnd.docker.reference.digest'] ?? null) : null;
}
