import type { OwnedFile, RpmMetadata } from '@gantry/core';
import { defined, listOf } from '@gantry/core/json';
import { asCount, asObject, asPositive, asSomeTexts, asText } from '../../_shared/json.ts';
import { defineCodec } from './codec.ts';
import { decodeDigest, encodeDigest } from './digests.ts';

export const rpm = defineCodec<RpmMetadata>({
  kind: 'rpm',
  reads: ['rpm-db-entry', 'rpm-archive'],
  typeOf: () => 'rpm-db-entry',
  encode: (metadata, pkg) => ({
    name: pkg.name,
    version: metadata.upstreamVersion,
    epoch: metadata.epoch,
    architecture: metadata.architecture ?? '',
    release: metadata.release,
    sourceRpm: metadata.sourceRpm ?? '',
    size: metadata.size ?? 0,
    vendor: metadata.vendor ?? '',
    ...defined({ modularityLabel: metadata.modularityLabel, provides: metadata.provides, requires: metadata.requires }),
    files: metadata.files.map(encodeFile),
  }),
  decode: (raw) => ({
    kind: 'rpm',
    epoch: asCount(raw['epoch']) ?? null,
    upstreamVersion: asText(raw['version']) ?? '',
    release: asText(raw['release']) ?? '',
    architecture: asText(raw['architecture']) ?? null,
    ...defined({
      sourceRpm: asText(raw['sourceRpm']),
      modularityLabel: asText(raw['modularityLabel']),
      vendor: asText(raw['vendor']),
      size: asPositive(raw['size']),
      provides: asSomeTexts(raw['provides']),
      requires: asSomeTexts(raw['requires']),
    }),
    files: listOf(raw['files']).flatMap(decodeFile),
  }),
});

/** rpm writes `c` for configuration files. */
function encodeFile(file: OwnedFile): object {
  return {
    path: file.path,
    mode: file.mode ?? 0,
    size: file.size ?? 0,
    digest: file.digest ? encodeDigest(file.digest) : { algorithm: '', value: '' },
    userName: file.owner ?? '',
    groupName: file.group ?? '',
    flags: file.config ? 'c' : '',
  };
}

function decodeFile(item: unknown): OwnedFile[] {
  const file = asObject(item);
  const path = asText(file['path']);
  if (!path) return [];
  return [
    {
      path,
      ...defined({
        mode: asCount(file['mode']),
        size: asCount(file['size']),
        digest: decodeDigest(file['digest']),
        owner: asText(file['userName']),
        group: asText(file['groupName']),
        config: asText(file['flags'])?.includes('c') || undefined,
      }),
    },
  ];
}
