import type { Image, ImageDetail } from '@gantry/contract/images';
import { defined } from '@gantry/core/json';
import { toTimestamp } from '../../kernel/clock/index.ts';
import type { Row } from '../../kernel/db/index.ts';
import { historyOf } from '../_shared/analysis-history.ts';
import type { ListedTag } from './views.ts';

/** An image as replies show it. */
export function toImage(image: Row<'image'>, tags: readonly ListedTag[]): Image {
  return {
    image_digest: image.digest,
    parent_digest: image.parent_digest,
    account_name: image.account,
    created_at: toTimestamp(image.created_at),
    last_updated: toTimestamp(image.last_updated),
    annotations: { ...image.annotations },
    // The document knows no word for an image that is on its way out.
    image_status: image.status === 'deleting' ? 'inactive' : image.status,
    analysis_status: image.analysis_status,
    analysis_status_detail: historyOf(image).map((step) => ({ ...step })),
    record_version: '1',
    image_content: { metadata: metadataOf(image) },
    image_detail: tags.length > 0 ? tags.map((tag) => tagDetail(image, tag)) : untaggedDetail(image),
  };
}

function metadataOf(image: Row<'image'>) {
  return defined({
    arch: image.arch ?? undefined,
    distro: image.distro ?? undefined,
    distro_version: image.distro_version ?? undefined,
    dockerfile_mode: image.dockerfile_mode ?? undefined,
    image_size: image.size ?? undefined,
    layer_count: image.layer_count ?? undefined,
  });
}

function tagDetail(image: Row<'image'>, tag: ListedTag): ImageDetail {
  return {
    ...commonDetail(image),
    registry: tag.registry,
    repo: tag.repo,
    tag: tag.tag,
    full_tag: tag.full_tag,
    full_digest: `${tag.registry}/${tag.repo}@${image.digest}`,
    tag_detected_at: toTimestamp(tag.detected_at),
    created_at: toTimestamp(tag.detected_at),
    last_updated: toTimestamp(tag.last_updated),
  };
}

/** An image that was named by its digest alone still says where it is. */
function untaggedDetail(image: Row<'image'>): ImageDetail[] {
  if (image.repository === null) return [];
  const slash = image.repository.indexOf('/');
  return [
    {
      ...commonDetail(image),
      registry: image.repository.slice(0, slash),
      repo: image.repository.slice(slash + 1),
      tag: '',
      full_tag: '',
      full_digest: `${image.repository}@${image.digest}`,
      created_at: toTimestamp(image.created_at),
      last_updated: toTimestamp(image.last_updated),
    },
  ];
}

function commonDetail(image: Row<'image'>): ImageDetail {
  return {
    account_name: image.account,
    image_digest: image.digest,
    image_id: image.image_id,
    dockerfile: image.dockerfile === null ? null : Buffer.from(image.dockerfile, 'utf8').toString('base64'),
  };
}
