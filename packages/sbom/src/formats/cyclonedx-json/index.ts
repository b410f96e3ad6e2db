import type { Format, FormatEncoder } from '../_shared/format.ts';
import { recognises } from './recognises.ts';

/** CycloneDX 1.6 in JSON. */
export const cyclonedxJson: Format = {
  name: 'cyclonedx-json',
  about: 'CycloneDX in JSON: writes 1.6, reads 1.2 to 1.7',
  loadEncoder: () => import('./encode.ts'),
  recognises,
  loadDecoder: () => import('./decode.ts'),
};

/** The same document in XML, for the API: it is written, never read. */
export function loadCyclonedxXml(): Promise<FormatEncoder> {
  return import('./encode-xml.ts');
}
