import type { ImageAncestor } from '@gantry/contract/images';
import { by } from '@gantry/core/order';
import { sql } from 'kysely';
import type { Row, Scope } from '../../kernel/db/index.ts';
import { tagsOf } from './views.ts';

/** The annotation by which users mark base images. */
export const baseAnnotation = 'anchore.user/marked_base_image';

/** Did a user mark it as a base image? */
export function isMarkedBase({ annotations }: Row<'image'>): boolean {
  return annotations[baseAnnotation]?.toLowerCase() === 'true';
}

/**
 * Images whose layers are the first layers of this one: marked base images first, then those that share the most layers. Images of the
 * very same layers are no ancestors (two builds of one application would be each other's base) unless they are marked.
 */
export async function ancestorsOf(scope: Scope, digest: string): Promise<readonly Row<'image'>[]> {
  const shared = scope
    .select('image_layer')
    .innerJoin('image_layer as own', (join) =>
      join
        .onRef('own.account', '=', 'image_layer.account')
        .onRef('own.position', '=', 'image_layer.position')
        .onRef('own.diff_id', '=', 'image_layer.diff_id')
        .on('own.digest', '=', digest),
    )
    .where('image_layer.digest', '<>', digest)
    .groupBy('image_layer.digest')
    .select(['image_layer.digest', sql<number>`count(*)::integer`.as('layers')]);
  const rows = await scope
    .select('image')
    .innerJoin(shared.as('shared'), (join) =>
      join.onRef('shared.digest', '=', 'image.digest').onRef('shared.layers', '=', 'image.layer_count'),
    )
    .where('image.status', '=', 'active')
    .where('image.analysis_status', '=', 'analyzed')
    .selectAll('image')
    .orderBy('image.layer_count', 'desc')
    .orderBy('image.created_at', 'desc')
    .orderBy('image.digest')
    .execute();
  return chosenFirst(rows as readonly Row<'image'>[], await layerCount(scope, digest));
}

function chosenFirst(rows: readonly Row<'image'>[], own: number): readonly Row<'image'>[] {
  const real = rows.filter((row) => isMarkedBase(row) || (row.layer_count ?? 0) < own);
  return [...real.filter(isMarkedBase), ...real.filter((row) => !isMarkedBase(row))];
}

async function layerCount(scope: Scope, digest: string): Promise<number> {
  return (await layersOf(scope, [digest])).get(digest)?.length ?? 0;
}

/** Ancestors as replies show them; the first is the one that `auto` compares with. */
export async function ancestry(scope: Scope, digest: string): Promise<ImageAncestor[]> {
  const ancestors = await ancestorsOf(scope, digest);
  const layers = await layersOf(
    scope,
    ancestors.map((image) => image.digest),
  );
  const answers: ImageAncestor[] = [];
  for (const [position, image] of ancestors.entries()) {
    const tags = await tagsOf(scope, image.digest);
    answers.push({
      image_digest: image.digest,
      parent_digest: image.parent_digest,
      tags: tags.map(({ full_tag }) => full_tag),
      layers: [...(layers.get(image.digest) ?? [])],
      user_marked_base: isMarkedBase(image),
      chosen_base_image: position === 0,
    });
  }
  return answers;
}

/** Diff ids of images, lowest layer first. */
async function layersOf(scope: Scope, digests: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
  const layers = new Map<string, string[]>();
  if (digests.length === 0) return layers;
  const rows = await scope.select('image_layer').where('digest', 'in', digests).selectAll().execute();
  for (const row of [...rows].sort(by(({ position }) => position))) {
    layers.set(row.digest, [...(layers.get(row.digest) ?? []), row.diff_id]);
  }
  return layers;
}
