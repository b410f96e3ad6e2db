import type { ApkMetadata, OwnedFile } from '@gantry/core';
import { defined, listOf } from '@gantry/core/json';
import { asObject, asPositive, asSomeTexts, asText } from '../../_shared/json.ts';
import { defineCodec } from './codec.ts';
import { decodeDigest, encodeDigest } from './digests.ts';

export const apk = defineCodec<ApkMetadata>({
  kind: 'apk',
  reads: ['apk-db-entry'],
  typeOf: () => 'apk-db-entry',
  encode: (metadata, pkg) => ({
    package: pkg.name,
    originPackage: metadata.origin === pkg.name ? '' : metadata.origin,
    maintainer: metadata.maintainer ?? '',
    version: pkg.version ?? '',
    architecture: metadata.architecture,
    url: metadata.url ?? '',
    description: metadata.description ?? '',
    size: metadata.packageSize ?? 0,
    installedSize: metadata.installedSize ?? 0,
    pullDependencies: metadata.pullDependencies ?? [],
    provides: metadata.provides ?? [],
    pullChecksum: metadata.pullChecksum ?? '',
    gitCommitOfApkPort: metadata.gitCommit ?? '',
    files: metadata.files.map(encodeFile),
  }),
  decode: (raw, around) => ({
    kind: 'apk',
    architecture: asText(raw['architecture']) ?? '',
    origin: asText(raw['originPackage']) ?? around.name,
    ...defined({
      maintainer: asText(raw['maintainer']),
      url: asText(raw['url']),
      description: asText(raw['description']),
      packageSize: asPositive(raw['size']),
      installedSize: asPositive(raw['installedSize']),
      pullDependencies: asSomeTexts(raw['pullDependencies']),
      provides: asSomeTexts(raw['provides']),
      pullChecksum: asText(raw['pullChecksum']),
      gitCommit: asText(raw['gitCommitOfApkPort']),
    }),
    files: listOf(raw['files']).flatMap(decodeFile),
  }),
});

function encodeFile(file: OwnedFile): object {
  return defined({
    path: file.path,
    ownerUid: file.owner,
    ownerGid: file.group,
    permissions: file.mode === undefined ? undefined : file.mode.toString(8),
    digest: file.digest ? encodeDigest(file.digest) : undefined,
  });
}

function decodeFile(item: unknown): OwnedFile[] {
  const file = asObject(item);
  const path = asText(file['path']);
  if (!path) return [];
  const mode = Number.parseInt(asText(file['permissions']) ?? '', 8);
  return [
    {
      path,
      ...defined({
        digest: decodeDigest(file['digest']),
        owner: asText(file['ownerUid']),
        group: asText(file['ownerGid']),
        mode: Number.isNaN(mode) ? undefined : mode,
      }),
    },
  ];
}
