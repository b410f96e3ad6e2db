import {
  getImageContentByType,
  getImageContentByTypeFiles,
  getImageContentByTypeJavaPackage,
  getImageContentByTypeLicense,
  getImageContentByTypeMalware,
  getImageContentSummary,
  getImageMetadataByType,
  listFileContentSearchResults,
  listImageContent,
  listImageMetadata,
  listRetrievedFiles,
  listSecretSearchResults,
} from '@gantry/contract/content';
import type { MalwareScan } from '@gantry/core';
import { type Route, reply, route } from '../../kernel/http/index.ts';
import { displayName } from './content-types.ts';
import { readContentSearches, readFiles, readMalware, readRetrievedFiles, readSecretSearches } from './documents.ts';
import { metadataTypes, readMetadata } from './metadata.ts';
import type { ContentImages, ContentService } from './service.ts';
import { toJavaPackage, toLicences, toPackage } from './to-packages.ts';

/** What routes of content work with. */
export interface ContentRouteParts {
  readonly images: ContentImages;
  readonly content: ContentService;
}

/** The routes of what is in an image. */
export function contentRoutes(parts: ContentRouteParts): Route[] {
  return [...listRoutes(parts), ...packageRoutes(parts), ...collectedRoutes(parts), ...metadataRoutes(parts)];
}

function listRoutes({ content }: ContentRouteParts): Route[] {
  return [
    route(listImageContent, async ({ scope, params }) => {
      const { digest } = await content.image(scope, params.image_digest);
      return reply(listImageContent, 200, [...(await content.types(scope, digest))]);
    }),
    route(getImageContentSummary, async ({ scope, params }) => {
      const { digest } = await content.image(scope, params.image_digest);
      const counts = await content.counts(scope, digest);
      const items = counts.map(({ type, count }) => ({ content_type: type, display_name: displayName(type), count }));
      return reply(getImageContentSummary, 200, { items });
    }),
  ];
}

function packageRoutes({ content }: ContentRouteParts): Route[] {
  return [
    route(getImageContentByType, async ({ scope, params }) => {
      const { digest } = await content.image(scope, params.image_digest);
      const packages = await content.packages(scope, digest, params.content_type);
      const body = { image_digest: digest, content_type: params.content_type, content: packages.map(toPackage) };
      return reply(getImageContentByType, 200, body);
    }),
    route(getImageContentByTypeJavaPackage, async ({ scope, params }) => {
      const { digest } = await content.image(scope, params.image_digest);
      const packages = await content.packages(scope, digest, 'java');
      const body = { image_digest: digest, content_type: 'java', content: packages.map(toJavaPackage) };
      return reply(getImageContentByTypeJavaPackage, 200, body);
    }),
    route(getImageContentByTypeLicense, async ({ scope, params }) => {
      const { digest } = await content.image(scope, params.image_digest);
      const { packages } = await content.bill(scope, digest);
      return reply(getImageContentByTypeLicense, 200, { items: packages.map(toLicences) });
    }),
  ];
}

function collectedRoutes({ images, content }: ContentRouteParts): Route[] {
  return [
    route(getImageContentByTypeFiles, async ({ scope, params }) => {
      const { digest } = await content.image(scope, params.image_digest);
      const files = await readFiles(images, scope, digest);
      return reply(getImageContentByTypeFiles, 200, { image_digest: digest, content_type: 'files', content: files });
    }),
    route(getImageContentByTypeMalware, async ({ scope, params }) => {
      const { digest } = await content.image(scope, params.image_digest);
      const scans = await readMalware(images, scope, digest);
      const body = { image_digest: digest, content_type: 'malware', content: scans?.map(toScan) ?? [notScanned] };
      return reply(getImageContentByTypeMalware, 200, body);
    }),
    route(listFileContentSearchResults, async ({ scope, params }) => {
      const { digest } = await content.image(scope, params.image_digest);
      return reply(listFileContentSearchResults, 200, await readContentSearches(images, scope, digest));
    }),
    route(listSecretSearchResults, async ({ scope, params }) => {
      const { digest } = await content.image(scope, params.image_digest);
      return reply(listSecretSearchResults, 200, await readSecretSearches(images, scope, digest));
    }),
    route(listRetrievedFiles, async ({ scope, params }) => {
      const { digest } = await content.image(scope, params.image_digest);
      return reply(listRetrievedFiles, 200, await readRetrievedFiles(images, scope, digest));
    }),
  ];
}

/** A list without entries would read as a clean image: this entry says that nobody looked. */
const notScanned = {
  enabled: false,
  scanner: 'none',
  metadata: { status: 'not_scanned', because: 'the analysis of this image did not look for malware in its files' },
};

function toScan({ scanner, version, signaturesAt, scanned, skipped, findings }: MalwareScan) {
  return {
    enabled: true,
    scanner,
    findings: findings.map(({ path, signature }) => ({ path, signature })),
    metadata: {
      status: 'scanned',
      version,
      signatures_at: signaturesAt,
      files_scanned: scanned,
      files_skipped: skipped,
    },
  };
}

function metadataRoutes({ images, content }: ContentRouteParts): Route[] {
  return [
    route(listImageMetadata, async ({ scope, params }) => {
      await content.image(scope, params.image_digest);
      return reply(listImageMetadata, 200, [...metadataTypes]);
    }),
    route(getImageMetadataByType, async ({ scope, params }) => {
      const image = await content.image(scope, params.image_digest);
      const type = params.metadata_type;
      const metadata = await readMetadata(images, scope, { image, type });
      return reply(getImageMetadataByType, 200, { image_digest: image.digest, metadata_type: type, metadata });
    }),
  ];
}
