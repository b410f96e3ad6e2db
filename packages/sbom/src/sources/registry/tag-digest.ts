import { type Digest, isDigest } from '@gantry/core';
import { digestOfBytes, documentLimit } from '../_shared/blob-store.ts';
import { acceptedManifests } from '../_shared/media-types.ts';
import { parseReference } from '../_shared/reference.ts';
import type { SourceOptions } from '../_shared/source.ts';
import { connectRegistry } from './session.ts';

/**
 * The digest of the manifest or index that a tag names now: by HEAD, which registries do not count as a pull, or by the manifest itself where the
 * reply to HEAD says nothing. Fails as pulls do.
 */
export async function tagDigest(target: string, options: SourceOptions): Promise<Digest> {
  const reference = parseReference(target);
  const session = await connectRegistry(reference, options);
  const path = `manifests/${reference.digest ?? reference.tag ?? 'latest'}`;
  const wish = { headers: { accept: acceptedManifests.join(', ') }, signal: options.signal };
  try {
    const head = await session.get(path, { ...wish, method: 'HEAD', accept: [200, 405] });
    await head.discard();
    const stated = head.header('docker-content-digest');
    if (isDigest(stated)) return stated;
    const reply = await session.get(path, { ...wish, accept: [200] });
    return digestOfBytes(await reply.bytes(documentLimit));
  } finally {
    await session.close();
  }
}
