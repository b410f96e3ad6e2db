import type { PolicyFacts } from '@gantry/core';
import type { Scope } from '../../kernel/db/index.ts';
import type { Images } from '../images/ports.ts';

/**
 * The analyzed image that a tag named before this one; `none` when this is its first. An image that never had the tag is compared with
 * what the tag names now.
 */
export async function previousOf(
  images: Pick<Images, 'bill'>,
  scope: Scope,
  { digest, tag }: { readonly digest: string; readonly tag: string },
): Promise<NonNullable<PolicyFacts['previous']>> {
  const own = scope
    .select('image_tag')
    .where('image_tag.digest', '=', digest)
    .where('image_tag.full_tag', '=', tag)
    .select('image_tag.detected_at');
  const before = await scope
    .select('image_tag')
    .innerJoin('image', (join) =>
      join.onRef('image.account', '=', 'image_tag.account').onRef('image.digest', '=', 'image_tag.digest'),
    )
    .where('image_tag.full_tag', '=', tag)
    .where('image_tag.digest', '<>', digest)
    .where('image.analysis_status', '=', 'analyzed')
    .where('image.status', '<>', 'deleting')
    .where((eb) => eb.or([eb.not(eb.exists(own)), eb('image_tag.detected_at', '<', own)]))
    .orderBy('image_tag.detected_at', 'desc')
    .orderBy('image_tag.digest')
    .select('image_tag.digest')
    .limit(1)
    .executeTakeFirst();
  if (before === undefined) return 'none';
  const { packages } = await images.bill(scope, before.digest);
  return { digest: before.digest, packages };
}
