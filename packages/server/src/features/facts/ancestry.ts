import type { Ancestor, Ancestry, PolicyFacts } from '@gantry/core';
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

/** The base with its layers, for rules that tell what came with it from what was added. */
export async function baseOf(scope: Scope, { base }: Ancestry): Promise<NonNullable<PolicyFacts['base']> | null> {
  if (base === null) return null;
  const layers = await scope
    .select('image_layer')
    .where('image_layer.digest', '=', base.digest)
    .orderBy('image_layer.position')
    .select('image_layer.diff_id')
    .execute();
  return { reference: base.digest, diffIds: layers.map(({ diff_id }) => diff_id) };
}
