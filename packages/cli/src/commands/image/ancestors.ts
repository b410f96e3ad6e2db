import { getImageAncestors, type ImageAncestor } from '@gantry/contract/images';
import type { View } from '../../render/answer.ts';
import { findImage } from '../../server/images.ts';
import { flag } from '../../settings/option.ts';
import type { Call } from '../command.ts';
import { nameOf, showing } from '../server/verbs.ts';

const view: View<ImageAncestor> = {
  fields: [
    { title: 'Tags', max: 100, of: (item) => item.tags },
    { title: 'Digest', of: (item) => item.image_digest },
    { title: 'Layers', of: (item) => item.layers?.length },
    { title: 'Base', of: (item) => item.chosen_base_image },
  ],
  id: (item) => item.image_digest,
};

/** `gantry image ancestors IMAGE`: the images whose layers it begins with; the fewest layers first. */
export const run = showing(getImageAncestors, {
  ask: async (client, call) => {
    const { digest } = await findImage(client, nameOf(call));
    const ancestors = await client.call(getImageAncestors, { params: { image_digest: digest } });
    return picked(
      [...ancestors].sort((a, b) => layersOf(a) - layersOf(b)),
      call,
    );
  },
  items: (reply) => reply,
  view,
});

function picked(ancestors: readonly ImageAncestor[], { options }: Call): ImageAncestor[] {
  if (flag(options, 'base')) return ancestors.slice(0, 1);
  return flag(options, 'parent') ? ancestors.slice(-1) : [...ancestors];
}

function layersOf({ layers }: ImageAncestor): number {
  return layers?.length ?? 0;
}
