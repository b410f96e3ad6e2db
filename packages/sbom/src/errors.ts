import { defineErrors } from '@gantry/core';

/** Error codes of sources, catalogers and formats. Sorted by topic; a code is never reused. */
export const sbomErrors = defineErrors('SBOM', {
  TARGET_UNKNOWN: { kind: 'usage', says: '{target} is neither a path nor an image reference', advice: 'Write a scheme before it, such as registry:, oci-dir:, docker-archive: or dir:.' },
});
