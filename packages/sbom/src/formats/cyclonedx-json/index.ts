import type { Format } from '../_shared/format.ts';
import { recognises } from './recognises.ts';

/** CycloneDX 1.6 in JSON. */
export const cyclonedxJson: Format = {
  name: 'cyclonedx-json',
  about: 'CycloneDX in JSON: writes 1.6, reads 1.2 to 1.7',
  loadEncoder: () => import('./encode.ts'),
  recognises,
  loadDecoder: () => import('./decode.ts'),
};
