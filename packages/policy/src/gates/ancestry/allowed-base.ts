import type { Ancestor, Remedy } from '@gantry/core';
import { defineTrigger } from '../../gating/define-trigger.ts';
import { found } from '../../gating/outcome.ts';
import { required } from '../../gating/parameters.ts';
import { commaList } from '../../gating/validators.ts';
import { firstFew } from '../_shared/words.ts';
import { digestList, tagList } from './lists.ts';
import { withAncestry } from './with-ancestry.ts';

export const allowedBaseImageDigest = defineTrigger({
  name: 'allowed_base_image_digest',
  help: 'Fires unless the digest of the base image is on the list. An unknown base fires; an image that is on the list itself does not.',
  needs: ['ancestry'],
  params: {
    digests: required('base_digest', commaList, {
      help: 'Digests of allowed base images, separated by commas.',
      example: `sha256:${'1f'.repeat(32)}`,
    }),
  },
  run: (context, { digests }) =>
    withAncestry(context, ({ base }, image) => {
      const isAllowed = digestList(digests);
      if (isAllowed(base?.digest ?? '') || isAllowed(image.manifestDigest)) return found();
      return found([
        base
          ? { message: `Base image ${base.digest} is not on the list of allowed base images`, fix: onAllowed(base) }
          : { message: unknownBase, fix: analyzeBase },
      ]);
    }),
});

export const allowedBaseImageTag = defineTrigger({
  name: 'allowed_base_image_tag',
  help: 'Fires unless a tag of the base image is on the list. An unknown base fires; an image that is on the list itself does not.',
  needs: ['ancestry'],
  params: {
    tags: required('base_tag', commaList, {
      help: 'Full tags of allowed base images, separated by commas; * stands for any run of characters.',
      example: 'docker.io/library/debian:12,registry.example.com/bases/*',
    }),
  },
  run: (context, { tags }) =>
    withAncestry(context, ({ base }) => {
      const isAllowed = tagList(tags);
      const own = context.facts.tag;
      if (base?.tags.some(isAllowed) || (own !== null && isAllowed(own))) return found();
      if (!base) return found([{ message: unknownBase, fix: analyzeBase }]);
      const named = base.tags.length > 0 ? firstFew(base.tags) : `${base.digest}, which has no tag,`;
      return found([
        { message: `Base image ${named} is not on the list of allowed base images`, fix: onAllowed(base) },
      ]);
    }),
});

const analyzeBase = { kind: 'data', says: 'have the base image analyzed, or name it with --base' } as const;

function onAllowed({ tags, digest }: Ancestor): Remedy {
  return {
    kind: 'rebase',
    base: tags[0] ?? digest,
    says: 'build on one of the base images that the rule lists',
    needs: [],
  };
}

const unknownBase = 'The base image is not known, and so not on the list of allowed base images';
