import type { Bill } from '@gantry/core';
import { canonicalJson } from '@gantry/core/digest';
import { sha256Digest } from '@gantry/io/hash';

/** The digest of what a bill says of the artifact: the tool and the words of the call do not matter. */
export function sbomDigest(bill: Bill): string {
  const { source, distro, packages, relationships, unread } = bill;
  const content = source.kind === 'image' ? { manifest: source.manifestDigest } : { source: source.kind };
  return sha256Digest(canonicalJson({ content, distro, packages, relationships, unread }));
}
