import type { MavenMetadata } from '@gantry/core';
import { defined, listOf } from '@gantry/core/json';
import { asObject, asText } from '../../_shared/json.ts';
import { defineCodec } from './codec.ts';

export const maven = defineCodec<MavenMetadata>({
  kind: 'maven',
  reads: ['java-archive'],
  typeOf: () => 'java-archive',
  encode: (metadata, pkg) => {
    const { groupId, artifactId, manifest, sha1, coordinatesFrom } = metadata;
    const coordinates = {
      path: '',
      name: '',
      groupId: groupId ?? '',
      artifactId: artifactId ?? '',
      version: pkg.version ?? '',
    };
    return {
      virtualPath: metadata.virtualPath,
      ...defined({
        manifest: manifest ? { main: Object.entries(manifest).map(([key, value]) => ({ key, value })) } : undefined,
        pomProperties: coordinatesFrom === 'pom.properties' ? coordinates : undefined,
        pomProject: coordinatesFrom === 'pom.xml' ? coordinates : undefined,
        digest: sha1 ? [{ algorithm: 'sha1', value: sha1 }] : undefined,
      }),
    };
  },
  decode: (raw, around) => {
    const properties = asObject(raw['pomProperties'] ?? raw['pomProject']);
    const from = raw['pomProperties']
      ? 'pom.properties'
      : raw['pomProject']
        ? 'pom.xml'
        : raw['manifest']
          ? 'manifest'
          : 'filename';
    return {
      kind: 'maven',
      virtualPath: asText(raw['virtualPath']) ?? around.path,
      coordinatesFrom: from,
      ...defined({
        groupId: asText(properties['groupId']),
        artifactId: asText(properties['artifactId']),
        manifest: raw['manifest'] ? manifestOf(raw['manifest']) : undefined,
        sha1: sha1Of(raw['digest']),
      }),
    };
  },
});

/** `main` is a list of pairs today and was an object in older documents. */
function manifestOf(value: unknown): Record<string, string> {
  const main = asObject(value)['main'];
  const pairs = Array.isArray(main)
    ? main.map((pair) => [asObject(pair)['key'], asObject(pair)['value']])
    : Object.entries(asObject(main));
  return Object.fromEntries(
    pairs.filter(([key, text]) => typeof key === 'string' && key !== '__proto__' && typeof text === 'string'),
  );
}

function sha1Of(value: unknown): string | undefined {
  const found = listOf(value)
    .map(asObject)
    .find((digest) => digest['algorithm'] === 'sha1');
  return found ? asText(found['value']) : undefined;
}
