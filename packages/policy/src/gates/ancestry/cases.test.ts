import type { Ancestry } from '@gantry/core';
import { describeTriggers } from '../../testing/describe-triggers.ts';
import { aBill, anImage, someFacts } from '../../testing/index.ts';

const slim = { digest: 'sha256:slim', tags: ['docker.io/library/debian:12-slim'], layers: 1 };
const hardened = { digest: 'sha256:hard', tags: ['registry.example.com/bases/debian:12'], layers: 3 };
const built = (ancestry: Ancestry | null) => someFacts({ ancestry });
const usual = built({ ancestors: [hardened, slim], base: slim });
const alone = built({ ancestors: [], base: null });
const own = someFacts({
  bill: aBill([], { source: anImage({ manifestDigest: 'sha256:own' }) }),
  tag: 'docker.io/library/debian:12',
  ancestry: { ancestors: [], base: null },
});
const folder = someFacts({ bill: aBill([], { source: { kind: 'directory', target: '.', path: '/x' } }) });
const unknown = 'The base image is not known, and so not on the list of allowed base images';
const missing = (params: Record<string, string>) =>
  [
    [params, built(null), ['error not_evaluated'], 'the server tells it'],
    [params, folder, ['warn not_applicable'], 'this is a directory'],
  ] as const;

describeTriggers('ancestry', {
  allowed_base_image_digest: {
    fires: [
      [
        { base_digest: 'sha256:a,sha256:b' },
        usual,
        ['Base image sha256:slim is not on the list of allowed base images'],
      ],
      [{ base_digest: 'sha256:slim' }, alone, [unknown]],
    ],
    silent: [
      [{ base_digest: 'sha256:a, debian@sha256:slim' }, usual],
      [{ base_digest: 'SHA256:SLIM' }, usual],
      [{ base_digest: 'sha256:own' }, own],
    ],
    refuses: [
      [{}, ['missing_parameter']],
      [{ base_digest: ' , ' }, ['invalid_parameter']],
    ],
    missing: missing({ base_digest: 'a' }),
  },
  allowed_base_image_tag: {
    fires: [
      [
        { base_tag: 'docker.io/library/debian:12' },
        usual,
        ['Base image docker.io/library/debian:12-slim is not on the list of allowed base images'],
      ],
      [
        { base_tag: 'debian' },
        built({ ancestors: [], base: { ...slim, tags: [] } }),
        ['Base image sha256:slim, which has no tag, is not on the list of allowed base images'],
      ],
      [{ base_tag: 'debian' }, alone, [unknown]],
    ],
    silent: [
      [{ base_tag: 'debian:12-slim' }, usual],
      [{ base_tag: 'docker.io/debian:12-slim' }, usual],
      [{ base_tag: 'alpine,docker.io/library/*' }, usual],
      [{ base_tag: 'debian:12' }, own],
    ],
    refuses: [[{ base_digest: 'a' }, ['unknown_parameter', 'missing_parameter']]],
    missing: missing({ base_tag: 'a' }),
  },
  denylist_ancestor_image_digest: {
    fires: [
      [
        { ancestor_digest: 'sha256:slim,sha256:hard' },
        usual,
        [
          'Ancestor image sha256:hard is on the list of denied ancestors',
          'Ancestor image sha256:slim is on the list of denied ancestors',
        ],
      ],
    ],
    silent: [
      [{ ancestor_digest: 'sha256:other' }, usual],
      [{ ancestor_digest: 'sha256:slim' }, alone],
    ],
    refuses: [[{}, ['missing_parameter']]],
    missing: missing({ ancestor_digest: 'a' }),
  },
  denylist_ancestor_image_tag: {
    fires: [
      [
        { ancestor_tag: 'registry.example.com/bases/*,centos:7' },
        usual,
        ['Ancestor image registry.example.com/bases/debian:12 is on the list of denied ancestors'],
      ],
    ],
    silent: [[{ ancestor_tag: 'centos:7' }, usual]],
    refuses: [[{}, ['missing_parameter']]],
    missing: missing({ ancestor_tag: 'a' }),
  },
  no_ancestors_analyzed: {
    fires: [[{}, alone, ['No analyzed image is an ancestor of the image']]],
    silent: [[{}, usual]],
    refuses: [[{ a: '1' }, ['unknown_parameter']]],
    missing: missing({}),
  },
});
