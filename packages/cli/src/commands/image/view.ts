import type { Image, ImageDetail } from '@gantry/contract/images';
import type { View } from '../../render/answer.ts';
import { tagsOf } from '../../server/images.ts';

/** One image as lines. */
export const imageLines: View<Image> = {
  fields: [
    { title: 'Tag', of: tagsOf },
    { title: 'Digest', of: (image) => image.image_digest },
    { title: 'ParentDigest', of: (image) => image.parent_digest },
    { title: 'ID', of: (image) => image.image_detail?.[0]?.image_id },
    { title: 'Analysis', of: (image) => image.analysis_status },
    { title: 'Status', of: (image) => image.image_status },
  ],
  id: (image) => image.image_digest,
  lines: true,
};

/** An image under one of its tags. */
export interface Tagged {
  readonly image: Image;
  readonly detail: ImageDetail | undefined;
}

/** Images as a table: a row per tag. */
export const imageTable: View<Tagged> = {
  fields: [
    { title: 'Tag', of: ({ detail }) => detail?.full_tag },
    { title: 'Digest', of: ({ image }) => image.image_digest },
    { title: 'Analysis', of: ({ image }) => image.analysis_status },
    { title: 'Status', of: ({ image }) => image.image_status },
    { title: 'Added', of: ({ image }) => image.created_at },
  ],
  id: ({ image }) => image.image_digest,
};

/** A row per tag; an image that lost its tags keeps one. */
export function byTag(images: readonly Image[]): readonly Tagged[] {
  return images.flatMap((image): readonly Tagged[] => {
    const details = image.image_detail ?? [];
    return details.length === 0 ? [{ image, detail: undefined }] : details.map((detail) => ({ image, detail }));
  });
}
