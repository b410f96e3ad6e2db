import type { Ancestor, Ancestry } from '@gantry/core';
import type { Scope } from '../../kernel/db/index.ts';
import type { Images } from '../images/ports.ts';

/** What an image was built on. The base is the one that `base_digest=auto` compares with. */
export async function ancestryOf(
  images: Pick<Images, 'ancestors' | 'tags'>,
  scope: Scope,
  digest: string,
): Promise<Ancestry> {
  const ancestors: Ancestor[] = [];
  for (const row of await images.ancestors(scope, digest)) {
    const tags = await images.tags(scope, row.digest);
    ancestors.push({
      digest: row.digest,
      tags: tags.map(({ full_tag }) => full_tag).sort(),
      layers: row.layer_count ?? 0,
    });
  }
  return { ancestors, base: ancestors[0] ?? null };
}
