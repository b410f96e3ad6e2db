import type { ImageSource } from '@gantry/core';
import { openTarget, referenceText, type SourceOptions } from '@gantry/sbom';
import type { Scope } from '../../kernel/db/index.ts';
import type { Platform } from '../../kernel/platform/index.ts';
import type { Registries } from '../registries/ports.ts';
import { analysisErrors } from './errors.ts';
import type { ImageResolver, ResolvedImage } from './ports.ts';

/** What talking to registries needs. */
export interface RegistryParts {
  readonly platform: Platform;
  readonly registries: Registries;
}

/** Seconds that a person waits for a registry. */
const patience = 60;

/** Asks registries on behalf of accounts. */
export function createResolver(parts: RegistryParts): ImageResolver {
  return {
    async resolve(scope, reference) {
      const text = referenceText(reference);
      const registry = await registryOptions(parts, scope, text);
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

/**
 * How a registry is spoken to. Nobody's credentials but those of the account are ever used, and a host that the account did not register must be at a
 * public address.
 */
export async function registryOptions(
  { platform, registries }: RegistryParts,
  scope: Scope,
  reference: string,
): Promise<NonNullable<SourceOptions['registry']>> {
  const { permitted } = platform.outside;
  const access = await registries.access(scope, reference);
  return { dockerConfig: null, addresses: { permitted, registered: [] }, ...access };
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
