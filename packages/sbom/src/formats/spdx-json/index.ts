import type { Format } from '../_shared/format.ts';
import { recognises } from './recognises.ts';

/** SPDX 2.3 in JSON. */
export const spdxJson: Format = {
  name: 'spdx-json',
  about: 'SPDX 2.3 in JSON (ISO/IEC 5962 lineage): writes 2.3, reads 2.2 and 2.3',
  loadEncoder: () => import('./encode.ts'),
  recognises,
  loadDecoder: () => import('./decode.ts'),
};
