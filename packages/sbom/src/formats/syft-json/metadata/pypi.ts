import type { PypiMetadata } from '@gantry/core';
import { defined, listOf } from '@gantry/core/json';
import { asObject, asSomeTexts, asText } from '../../_shared/json.ts';
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
      defined({
        path: file.path,
        digest: file.digest ? encodeDigest(file.digest) : undefined,
        size: file.size === undefined ? undefined : String(file.size),
      }),
    ),
    sitePackagesRootPath: metadata.sitePackages,
    ...defined({
      topLevelPackages: metadata.topLevel,
      directUrlOrigin: metadata.directUrl ? { url: metadata.directUrl } : undefined,
      requiresPython: metadata.requiresPython,
      requiresDist: metadata.requiresDist,
    }),
  }),
  decode: (raw) => ({
    kind: 'pypi',
    sitePackages: asText(raw['sitePackagesRootPath']) ?? '',
    ...defined({
      author: asText(raw['author']),
      authorEmail: asText(raw['authorEmail']),
      platform: asText(raw['platform']),
      requiresPython: asText(raw['requiresPython']),
      requiresDist: asSomeTexts(raw['requiresDist']),
      topLevel: asSomeTexts(raw['topLevelPackages']),
      directUrl: asText(asObject(raw['directUrlOrigin'])['url']),
    }),
    files: listOf(raw['files']).flatMap((item) => {
      const file = asObject(item);
      const path = asText(file['path']);
      const size = Number(asText(file['size']) ?? Number.NaN);
      if (!path) return [];
      return [
        {
          path,
          ...defined({ digest: decodeDigest(file['digest']), size: Number.isSafeInteger(size) ? size : undefined }),
        },
      ];
    }),
  }),
});
