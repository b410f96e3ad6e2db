import { asObject } from '../_shared/json.ts';

/** Is it an SPDX 2 document in JSON? */
export function recognises(document: unknown): boolean {
  const version = asObject(document)['spdxVersion'];
  return typeof version === 'string' && version.startsWith('SPDX-2');
}
