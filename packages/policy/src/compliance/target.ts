import type { PolicyFacts } from '@gantry/core';
import type { ComplianceTarget } from './types.ts';

/** What facts are about, in the words of a report. */
export function targetOf({ bill, tag }: PolicyFacts): ComplianceTarget {
  const { source, distro } = bill;
  const named = distro ? [distro.id, distro.version].filter((part) => part !== null && part !== '').join(' ') : null;
  if (source.kind !== 'image') {
    const kind = source.kind === 'other' ? 'sbom' : 'source';
    return { name: source.target, kind, digest: null, imageId: null, platform: null, distro: named };
  }
  const { os, architecture, variant } = source.platform;
  return {
    name: [tag, source.reference].find(isName) ?? source.target,
    kind: 'image',
    digest: source.manifestDigest,
    imageId: source.imageId,
    platform: [os, architecture, variant].filter((part) => part !== undefined).join('/'),
    distro: named,
  };
}

/** Layouts and archives know an image by `latest` or nothing: where it lies says more. */
function isName(text: string | null | undefined): text is string {
  return typeof text === 'string' && /[/:]/.test(text);
}
