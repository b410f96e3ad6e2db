import type { Images } from '../images/ports.ts';
import { type ContextSources, contextOf } from './context.ts';
import { digestOfInspection, readInspection } from './inspection.ts';
import type { Facts } from './ports.ts';

export { inspectionDocuments } from './inspection.ts';

/** What facts are collected from. */
export interface FactsDeps extends ContextSources {
  readonly images: ContextSources['images'] & Pick<Images, 'documents'>;
}

/** Facts of stored images for rules. */
export function createFacts(from: FactsDeps): Facts {
  return {
    context: (scope, request) => contextOf(from, scope, request),
    inspectionDigest: (scope, { image, needed }) =>
      digestOfInspection(from.images, scope, { digest: image.digest, needed }),
    inspection: (scope, { image, needed }) => readInspection(from.images, scope, { digest: image.digest, needed }),
  };
}
