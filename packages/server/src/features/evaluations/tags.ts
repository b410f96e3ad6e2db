import { tryParseReference } from '@gantry/sbom';
import { evaluationErrors } from './errors.ts';

/**
 * A tag as mappings and stored evaluations spell it: `registry/repository:tag`. The image need not carry it: a pipeline may ask what
 * would be said of the image under another name. EVALUATION_BAD_TAG.
 */
export function fullTagOf(text: string): string {
  const reference = tryParseReference(text.trim());
  if (reference?.tag === undefined) throw evaluationErrors.BAD_TAG({ tag: text.slice(0, 300) });
  return `${reference.registry}/${reference.repository}:${reference.tag}`;
}
