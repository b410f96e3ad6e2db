import type { Format } from '../_shared/format.ts';
import { decode, recognises } from './decode.ts';
import { encode, encodeParts } from './encode.ts';

/** The native document. */
export const syftJson: Format = {
  name: 'syft-json',
  about: 'syft-JSON (schema 16), the native document: Grype and `syft convert` read it',
  encode,
  encodeParts,
  recognises,
  decode,
};
