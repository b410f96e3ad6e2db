import { defineErrors } from '@gantry/core';

/** Error codes of analyses. */
export const analysisErrors = defineErrors('ANALYSIS', {
  REGISTRY_SLOW: {
    kind: 'upstream',
    says: 'the registry of {reference} did not answer within {seconds} s',
    advice: 'Try again later.',
  },
  REPOSITORY_UNKNOWN: {
    kind: 'input',
    says: 'nothing tells from which repository image {digest} can be pulled',
    advice: 'Add the image again by its tag or digest.',
  },
  PARTS_MISSING: {
    kind: 'input',
    says: 'the uploaded parts of image {digest} are not there any more',
    advice: 'Import the image again.',
  },
  DOCUMENT_UNKNOWN: {
    kind: 'input',
    says: 'the uploaded SBOM of image {digest} is in no format that is known',
    advice: 'Upload a document of Syft (JSON), CycloneDX (JSON) or SPDX (JSON).',
  },
  OTHER_IMAGE: {
    kind: 'upstream',
    says: 'the registry gave image {actual} where {digest} was asked for',
    advice: 'Tell those who run the registry.',
  },
  TIMEOUT: {
    kind: 'limit',
    says: 'the analysis took longer than {seconds} s',
    advice:
      'Raise the deadline of analyses (GANTRY_ANALYSIS_DEADLINE), or look why the image or its registry is so slow.',
  },
  MEMORY: {
    kind: 'limit',
    says: 'the analysis needed more than {limit} MiB of memory',
    advice: 'Raise the memory of analyses (GANTRY_ANALYSIS_MEMORY).',
  },
  CRASHED: {
    kind: 'bug',
    says: 'the process that read the image ended without a result ({because})',
    advice: 'Add the image again; if it ends so every time, report it with the log of the server.',
  },
  GIVEN_UP: {
    kind: 'bug',
    says: 'the analysis was begun {count} times and never came to an end',
    advice: 'Look into the log of the server for what stopped it, and add the image again.',
  },
  PACKAGES_TOO_MANY: {
    kind: 'limit',
    says: 'the image has {count} packages, more than the {limit} that a server keeps of one image',
    advice: 'No image holds that many: check where it comes from. The command line alone lists them (`gantry sbom`).',
  },
  BILL_TOO_LARGE: {
    kind: 'limit',
    says: 'the list of packages has {size} bytes, more than {limit}',
    advice: 'No image holds that many packages: check where it comes from.',
  },
});
