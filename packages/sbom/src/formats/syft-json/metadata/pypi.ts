import type { PypiMetadata } from '@gantry/core';
import { asList, asObject, asSomeTexts, asText, present } from '../../_shared/json.ts';
import { defineCodec } from './codec.ts';
import { decodeDigest, encodeDigest } from './digests.ts';

export const pypi = defineCodec<PypiMetadata>({
  kind: 'pypi',
  reads: ['python-package'],
  typeOf: () => 'python-package',
  encode: (metadata, pkg) => ({
    name: pkg.name,
    version: pkg.version ?? '',
    author: metadata.author ?? '',
    authorEmail: metadata.authorEmail ?? '',
    platform: metadata.platform ?? '',
    files: metadata.files.map((file) =>
      present({
        path: file.path,
        digest: file.digest ? encodeDigest(file.digest) : undefined,
        size: file.size === undefined ? undefined : String(file.size),
      }),
    ),
    sitePackagesRootPath: metadata.sitePackages,
    ...present({
      topLevelPackages: metadata.topLevel,
      directUrlOrigin: metadata.directUrl ? { url: metadata.directUrl } : undefined,
      requiresPython: metadata.requiresPython,
      requiresDist: metadata.requiresDist,
    }),
  }),
  decode: (raw) => ({
    kind: 'pypi',
    sitePackages: asText(raw['sitePackagesRootPath']) ?? '',
    ...present({
      author: asText(raw['author']),
      authorEmail: asText(raw['authorEmail']),
      platform: asText(raw['platform']),
      requiresPython: asText(raw['requiresPython']),
      requiresDist: asSomeTexts(raw['requiresDist']),
      topLevel: asSomeTexts(raw['topLevelPackages']),
      directUrl: asText(asObject(raw['directUrlOrigin'])['url']),
    }),
    files: asList(raw['files']).flatMap((item) => {
      const file = asObject(item);
      const path = asText(file['path']);
      const size = Number(asText(file['size']) ?? Number.NaN);
      if (!path) return [];
      return [
        {
          path,
          ...present({ digest: decodeDigest(file['digest']), size: Number.isSafeInteger(size) ? size : undefined }),
        },
      ];
    }),
  }),
});
