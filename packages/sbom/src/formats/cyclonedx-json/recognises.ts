import { asObject } from '../_shared/json.ts';

/** Is it a CycloneDX document? */
export function recognises(document: unknown): boolean {
  return asObject(document)['bomFormat'] === 'CycloneDX';
}
