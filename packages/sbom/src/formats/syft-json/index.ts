import type { Format } from '../_shared/format.ts';
import { recognises } from './recognises.ts';

/** The native document. */
export const syftJson: Format = {
  name: 'syft-json',
  about: 'syft-JSON (schema 16), the native document: Grype and `syft convert` read it',
  loadEncoder: () => import('./encode.ts'),
  recognises,
  loadDecoder: () => import('./decode.ts'),
};
