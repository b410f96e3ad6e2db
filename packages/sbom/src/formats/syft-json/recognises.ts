import { asObject } from '../_shared/json.ts';

/** Is it a syft-JSON document? */
export function recognises(document: unknown): boolean {
  const root = asObject(document);
  return (
    Array.isArray(root['artifacts']) && typeof root['schema'] === 'object' && typeof root['descriptor'] === 'object'
  );
}
