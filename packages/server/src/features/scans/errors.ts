import { defineErrors } from '@gantry/core';

/** Error codes of scans that store nothing. */
export const scansErrors = defineErrors('SCANS', {
  SBOM_MISSING: {
    kind: 'usage',
    says: 'the request has no sbom',
    advice: 'Send the document of `gantry sbom` (or another syft-JSON document) as `sbom`.',
  },
  SBOM_UNREADABLE: {
    kind: 'usage',
    says: 'the SBOM cannot be used: {because}',
    advice: 'Send syft-JSON, CycloneDX or SPDX in JSON.',
  },
  SBOM_TOO_LARGE: {
    kind: 'usage',
    says: 'the SBOM has {packages} packages, more than the {limit} of one scan',
    advice: 'Import it as an image: that is analyzed in the background.',
  },
});
