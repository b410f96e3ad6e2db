import type { QueryOf } from '@gantry/contract';
import {
  addImage as addImageOperation,
  deleteImage,
  deleteImagesAsync,
  getImage,
  getImageAncestors,
  listImages as listImagesOperation,
} from '@gantry/contract/images';
import { isCodedError } from '@gantry/core';
import type { Scope } from '../../kernel/db/index.ts';
import { type Route, reply, route } from '../../kernel/http/index.ts';
import { ancestry } from './ancestors.ts';
import { imageErrors } from './errors.ts';
import { bareImageId, fullTagOf, readDigest } from './names.ts';
import type { Images } from './ports.ts';
import { removalReply } from './removal.ts';
import { type AddingParts, addImage } from './service.ts';
import { toImage } from './to-wire.ts';
import { type ImageFilter, listImages, tagsOf } from './views.ts';
import { readTime, readWish } from './wish.ts';

/** What the routes need besides. */
export interface ImageRoutesParts extends AddingParts {
  readonly images: Images;
  /** Marks an image for removal and sees to it; false when there is none. */
  remove(scope: Scope, digest: string, force: boolean): Promise<boolean>;
}

/** The routes of the catalogue of images. */
export function imageRoutes(parts: ImageRoutesParts): readonly Route[] {
  const { images } = parts;
  return [
    route(listImagesOperation, async ({ scope, query }) => {
      const listed = await listImages(scope, toFilter(query));
      return reply(listImagesOperation, 200, { items: listed.map(({ image, tags }) => toImage(image, tags)) });
    }),
    route(addImageOperation, async ({ scope, query, body }) => {
      const { force = false, auto_subscribe: autoSubscribe = true } = query;
      const options = { force, autoSubscribe, priority: 'interactive' } as const;
      const image = await addImage(parts, scope, { wish: readWish(body), options });
      return reply(addImageOperation, 200, toImage(image, await tagsOf(scope, image.digest)));
    }),
    route(getImage, async ({ scope, params }) => {
      const image = await images.get(scope, readDigest(params.image_digest));
      return reply(getImage, 200, toImage(image, await tagsOf(scope, image.digest)));
    }),
    route(getImageAncestors, async ({ scope, params }) => {
      const image = await images.get(scope, readDigest(params.image_digest));
      return reply(getImageAncestors, 200, await ancestry(scope, image.digest));
    }),
    ...removalRoutes(parts),
  ];
}

function removalRoutes({ remove }: ImageRoutesParts): readonly Route[] {
  return [
    route(deleteImage, async ({ scope, params, query }) => {
      const digest = readDigest(params.image_digest);
      const found = await remove(scope, digest, query.force ?? false);
      if (!found) throw imageErrors.NOT_FOUND({ digest, account: scope.account });
      return reply(deleteImage, 200, removalReply(digest, true));
    }),
    route(deleteImagesAsync, async ({ scope, query }) => {
      const digests = [...new Set(query.image_digests.map(readDigest))];
      if (digests.length === 0) throw imageErrors.DIGESTS_MISSING();
      const answers = [];
      for (const digest of digests)
        answers.push(await removeOne(remove, { scope, digest, force: query.force ?? false }));
      return reply(deleteImagesAsync, 200, answers);
    }),
  ];
}

/** One image of many: what stands in its way is told in its line. */
async function removeOne(
  remove: ImageRoutesParts['remove'],
  { scope, digest, force }: { readonly scope: Scope; readonly digest: string; readonly force: boolean },
) {
  try {
    return removalReply(digest, await remove(scope, digest, force));
  } catch (error) {
    if (!isCodedError(error)) throw error;
    return { image_digest: digest, status: 'delete_failed' as const, detail: error.message };
  }
}

function toFilter(query: QueryOf<typeof listImagesOperation>): ImageFilter {
  const { image_id, full_tag, analysis_status, analyzed_since } = query;
  return {
    history: query.history ?? false,
    status: query.image_status,
    ...(image_id === undefined ? {} : { imageId: bareImageId(image_id) }),
    ...(full_tag === undefined ? {} : { fullTag: fullTagOf(full_tag) }),
    ...(analysis_status === undefined ? {} : { analysisStatus: analysis_status }),
    ...(analyzed_since === undefined ? {} : { analyzedSince: readTime('analyzed_since', analyzed_since) }),
  };
}
