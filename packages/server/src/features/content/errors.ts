import { defineErrors } from '@gantry/core';

/** Error codes of the content of images. */
export const contentErrors = defineErrors('CONTENT', {
  TYPE_UNKNOWN: {
    kind: 'missing',
    says: 'Not Found: {type} is not a type of content that was looked for in this image',
    advice: 'Types of this image: {types}.',
  },
  NOT_COLLECTED: {
    kind: 'missing',
    says: 'Not Found: {what} of this image were not collected by its analysis, so nothing can be said of them',
    advice:
      'Have it collected (settings `inspect`, `search_patterns`, `clamd` of the server) and analyze the image again (`force`), or import it with this part (`POST /v2/imports/images`).',
  },
  METADATA_UNKNOWN: {
    kind: 'missing',
    says: 'Not Found: the image has no metadata of the type {type}',
    advice: 'Types of this image: {types}.',
  },
  NO_IMAGE_FACTS: {
    kind: 'missing',
    says: 'Not Found: what is stored of this image came without the facts of an image',
    advice: 'Import it with its manifest and its configuration.',
  },
  UNREADABLE: {
    kind: 'bug',
    says: 'the stored document {kind} of the image cannot be read',
    advice: 'Analyze the image again (`force`), and tell the operator.',
  },
});
