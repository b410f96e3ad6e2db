import { codedError } from '../../kernel/http/index.ts';
import type { Feature } from '../../kernel/platform/index.ts';
import { ancestorsOf } from './ancestors.ts';
import { documentsOf, readBill, readDocument } from './documents.ts';
import { imageErrors } from './errors.ts';
import { removalJob, removalSweep, removeImage } from './jobs.ts';
import { readReference } from './names.ts';
import type { Images } from './ports.ts';
import { imageRoutes } from './routes.ts';
import { type AddingParts, addImage } from './service.ts';
import { findImage, tagsOf } from './views.ts';
import { referenceWish } from './wish.ts';

/** The catalogue of images. */
export function createImagesFeature(parts: AddingParts): Feature & { readonly images: Images } {
  const images = imagesPort(parts);
  const remove = (...[scope, digest, force]: Parameters<Parameters<typeof imageRoutes>[0]['remove']>) =>
    removeImage(parts, scope, { digest, force });
  return {
    images,
    routes: imageRoutes({ ...parts, images, remove }),
    jobs: [removalJob(parts.platform)],
    schedules: [removalSweep],
  };
}

function imagesPort(parts: AddingParts): Images {
  const get: Images['get'] = async (scope, digest) => {
    const image = await findImage(scope, digest);
    if (image === undefined) throw imageErrors.NOT_FOUND({ digest, account: scope.account });
    return image;
  };
  const analyzed: Images['analyzed'] = async (scope, digest) => {
    const image = await get(scope, digest);
    if (image.analysis_status === 'analyzed') return image;
    const because = image.analysis_error?.message;
    if (because !== undefined) throw imageErrors.ANALYSIS_FAILED({ digest, because });
    throw imageErrors.NOT_ANALYZED({ digest, state: image.analysis_status });
  };
  return {
    get,
    analyzed,
    tags: tagsOf,
    document: readDocument,
    documents: documentsOf,
    ancestors: ancestorsOf,
    bill: async (scope, digest) => {
      await analyzed(scope, digest);
      const bill = await readBill(scope, digest);
      if (bill === null) throw codedError(new Error(`analyzed image without a bill: ${digest}`));
      return bill;
    },
    addFromRegistry: (scope, reference, { force = false } = {}) => {
      const wish = { ...referenceWish(readReference(reference)), annotations: {} };
      const options = { force, autoSubscribe: false, priority: 'background' } as const;
      return addImage(parts, scope, { wish, options });
    },
  };
}
