import type { Ancestor } from '@gantry/core';
import { defineTrigger } from '../../gating/define-trigger.ts';
import { found } from '../../gating/outcome.ts';
import { required } from '../../gating/parameters.ts';
import { commaList } from '../../gating/validators.ts';
import { digestList, tagList } from './lists.ts';
import { withAncestry } from './with-ancestry.ts';

export const denylistAncestorImageDigest = defineTrigger({
  name: 'denylist_ancestor_image_digest',
  help: 'Fires for each ancestor of the image whose digest is on the list.',
  needs: ['ancestry'],
  params: {
    digests: required('ancestor_digest', commaList, {
      help: 'Digests of denied ancestors, separated by commas.',
      example: `sha256:${'1f'.repeat(32)}`,
    }),
  },
  run: (context, { digests }) =>
    withAncestry(context, ({ ancestors }) => {
      const isDenied = digestList(digests);
      return raise(ancestors.map(({ digest }) => digest).filter(isDenied));
    }),
});

export const denylistAncestorImageTag = defineTrigger({
  name: 'denylist_ancestor_image_tag',
  help: 'Fires for each tag of an ancestor of the image that is on the list.',
  needs: ['ancestry'],
  params: {
    tags: required('ancestor_tag', commaList, {
      help: 'Full tags of denied ancestors, separated by commas; * stands for any run of characters.',
      example: 'docker.io/library/centos:7,docker.io/library/debian:9*',
    }),
  },
  run: (context, { tags }) =>
    withAncestry(context, ({ ancestors }) => {
      const isDenied = tagList(tags);
      return raise(ancestors.flatMap((one: Ancestor) => one.tags).filter(isDenied));
    }),
});

function raise(names: readonly string[]) {
  return found(
    [...new Set(names)].map((name) => ({
      message: `Ancestor image ${name} is on the list of denied ancestors`,
      fix: { kind: 'rebase', base: name, says: `build on a base that is not made of ${name}`, needs: [] },
    })),
  );
}
