import type { ImageSource } from '@gantry/core';
import { openTarget, referenceText } from '@gantry/sbom';
import type { Registries } from '../registries/ports.ts';
import { analysisErrors } from './errors.ts';
import type { ImageResolver, ResolvedImage } from './ports.ts';

/** Seconds that a person waits for a registry. */
const patience = 60;

/** Asks registries on behalf of accounts. */
export function createResolver({ registries }: { readonly registries: Registries }): ImageResolver {
  return {
    async resolve(scope, reference) {
      const text = referenceText(reference);
      const registry = await registries.access(scope, text);
      const signal = AbortSignal.timeout(patience * 1_000);
      try {
        const opened = await openTarget(`registry:${text}`, { registry, signal });
        await opened.close();
        if (opened.kind !== 'image') throw analysisErrors.OTHER_IMAGE({ actual: opened.kind, digest: text });
        return toResolved(opened.source);
      } catch (cause) {
        if (!signal.aborted) throw cause;
        throw analysisErrors.REGISTRY_SLOW({ reference: text, seconds: patience }, { cause });
      }
    },
  };
}

function toResolved(source: ImageSource): ResolvedImage {
  return {
    digest: source.manifestDigest,
    parentDigest: source.indexDigest ?? source.manifestDigest,
    imageId: source.imageId.replace(/^sha256:/, ''),
    arch: source.platform.architecture,
    size: source.size,
    layerCount: source.layers.length,
  };
}
