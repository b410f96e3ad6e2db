import { defineErrors } from '@gantry/core';

/** Error codes of evaluations. */
export const evaluationErrors = defineErrors('EVALUATION', {
  BAD_TAG: {
    kind: 'usage',
    says: 'tag: {tag} is not a full tag',
    advice: 'Name the tag to evaluate as registry/repository:tag, such as docker.io/library/debian:12.',
  },
  BAD_BASE: {
    kind: 'usage',
    says: 'base_digest: {digest} is not the digest of an image',
    advice: 'Write it as sha256: and 64 hex digits, or `auto` for the nearest ancestor.',
  },
  NOT_KEPT: {
    kind: 'missing',
    says: 'the facts of that evaluation are not kept any more: {digest}',
    advice: 'Evaluate the image anew; facts are kept with the hundred newest evaluations of a tag and policy.',
  },
});
