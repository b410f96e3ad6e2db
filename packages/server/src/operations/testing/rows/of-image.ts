import type { Ask } from '../ask.ts';
import { type Refusal, type Row, refused } from '../row.ts';
import type { World } from '../world.ts';

/** About the image of `team-a`. */
export function aboutImage({ digest }: World): Ask {
  return { params: { image_digest: digest } };
}

/** The same with further pieces of the path. */
export function ofImage(params: Record<string, string>): Row['ask'] {
  return (world) => ({ params: { ...params, image_digest: world.digest } });
}

/** What others are told of it. */
export const imageMissing: Refusal = { status: 404, code: 'IMAGE_NOT_FOUND' };

/** An image that nobody has. */
export const noSuchImage = refused({ params: { image_digest: `sha256:${'0'.repeat(64)}` } }, 'IMAGE_NOT_FOUND', 404);
