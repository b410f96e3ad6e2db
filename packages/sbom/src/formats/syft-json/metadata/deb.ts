import type { DebMetadata } from '@gantry/core';
import { defined, listOf } from '@gantry/core/json';
import { asObject, asPositive, asSomeTexts, asText } from '../../_shared/json.ts';
import { defineCodec } from './codec.ts';
import { decodeDigest, encodeDigest } from './digests.ts';

export const deb = defineCodec<DebMetadata>({
  kind: 'deb',
  reads: ['dpkg-db-entry', 'dpkg-archive-entry'],
  typeOf: () => 'dpkg-db-entry',
  encode: (metadata, pkg) => ({
    package: pkg.name,
    source: metadata.source === pkg.name ? '' : metadata.source,
    version: pkg.version ?? '',
    sourceVersion: metadata.sourceVersion === pkg.version ? '' : metadata.sourceVersion,
    architecture: metadata.architecture,
    maintainer: metadata.maintainer ?? '',
    installedSize: metadata.installedSizeKib ?? 0,
    ...defined({ provides: metadata.provides, depends: metadata.depends, preDepends: metadata.preDepends }),
    files: metadata.files.map((file) => ({
      path: file.path,
      ...(file.digest ? { digest: encodeDigest(file.digest) } : {}),
      isConfigFile: file.config === true,
    })),
  }),
  decode: (raw, around) => ({
    kind: 'deb',
    architecture: asText(raw['architecture']) ?? '',
    source: asText(raw['source']) ?? around.name,
    sourceVersion: asText(raw['sourceVersion']) ?? around.version ?? '',
    ...defined({
      maintainer: asText(raw['maintainer']),
      installedSizeKib: asPositive(raw['installedSize']),
      depends: asSomeTexts(raw['depends']),
      preDepends: asSomeTexts(raw['preDepends']),
      provides: asSomeTexts(raw['provides']),
    }),
    files: decodeFiles(raw['files']),
  }),
});

/** A loop and plain objects: images have a hundred thousand of them. */
function decodeFiles(value: unknown): DebMetadata['files'] {
  const files: DebMetadata['files'][number][] = [];
  for (const item of listOf(value)) {
    const file = asObject(item);
    const path = asText(file['path']);
    if (!path) continue;
    const digest = decodeDigest(file['digest']);
    files.push({
      path,
      ...(digest === undefined ? {} : { digest }),
      ...(file['isConfigFile'] === true ? { config: true } : {}),
    });
  }
  return files;
}
