import { defineErrors } from '@gantry/core';

/** Error codes of the catalogue of images. */
export const imageErrors = defineErrors('IMAGE', {
  NOT_FOUND: {
    kind: 'missing',
    says: 'image {digest} is not in the catalogue of account {account}',
    advice: 'Add it first (`POST /images`), or look for its digest in the list of images.',
  },
  NOT_ANALYZED: {
    kind: 'missing',
    says: 'image {digest} is not analyzed: its state is {state}',
    advice: 'Wait until its state is `analyzed`.',
  },
  ANALYSIS_FAILED: {
    kind: 'missing',
    says: 'image {digest} could not be analyzed: {because}',
    advice: 'Mend the cause and add the image again.',
  },
  DIGEST_INVALID: {
    kind: 'usage',
    says: '{text} is not the digest of an image',
    advice: 'Write it as sha256: and 64 hex digits.',
  },
  TIME_INVALID: { kind: 'usage', says: '{name}: {text} is not a time', advice: 'Write it as 2026-01-31T23:59:59Z.' },
  SOURCE_MISSING: {
    kind: 'usage',
    says: 'the request names no source of the image',
    advice: 'Give one of source.tag, source.digest and source.import.',
  },
  SOURCE_AMBIGUOUS: {
    kind: 'usage',
    says: 'the request names several sources: {names}',
    advice: 'Give one of source.tag, source.digest and source.import.',
  },
  ARCHIVE_UNAVAILABLE: {
    kind: 'usage',
    says: 'image {digest} cannot be restored: this server has no archive of analyses',
    advice: 'Add the image from its registry (source.tag or source.digest).',
  },
  REFERENCE_INVALID: {
    kind: 'usage',
    says: '{text} is not a reference that can be added: {because}',
    advice: 'Write it as registry/name:tag, or with a digest as registry/name@sha256:….',
  },
  REPOSITORY_MISMATCH: {
    kind: 'usage',
    says: 'the tag {tag} is not one of the repository of {reference}',
    advice: 'Give the pull string and the tag of the same repository.',
  },
  NOT_RESOLVED: {
    kind: 'usage',
    says: '{reference} cannot be had from its registry: {because}',
    advice:
      'Check the name. A registry with a private address or a sign-in has to be registered (`gantry registry add`). If it is down, try again later.',
  },
  DOCKERFILE_INVALID: {
    kind: 'usage',
    says: 'the Dockerfile cannot be used: {because}',
    advice: 'Send the text of the file in base64.',
  },
  ANNOTATION_INVALID: {
    kind: 'usage',
    says: 'annotation {name} cannot be used: {because}',
    advice: 'Give texts as values.',
  },
  IN_USE: {
    kind: 'usage',
    says: 'image {digest} is the latest of {tag}, which has active subscriptions',
    advice: 'Deactivate the subscriptions, or delete with force=true, which does so.',
  },
  DIGESTS_MISSING: {
    kind: 'usage',
    says: 'no digests of images were named',
    advice: 'Give them in image_digests, with commas between them.',
  },
});
