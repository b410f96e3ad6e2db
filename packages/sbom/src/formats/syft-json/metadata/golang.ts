import type { GolangMetadata } from '@gantry/core';
import { defined, listOf } from '@gantry/core/json';
import { asObject, asText } from '../../_shared/json.ts';
import { defineCodec } from './codec.ts';

export const golang = defineCodec<GolangMetadata>({
  kind: 'golang',
  reads: ['go-module-buildinfo-entry', 'go-module-entry', 'go-source-entry'],
  typeOf: (pkg) => (pkg.evidence === 'declared' ? 'go-module-entry' : 'go-module-buildinfo-entry'),
  encode: (metadata, pkg) => ({
    ...(pkg.evidence === 'declared'
      ? {}
      : { goCompiledVersion: metadata.goVersion ?? '', architecture: metadata.architecture ?? '' }),
    ...defined({
      goBuildSettings: metadata.buildSettings,
      h1Digest: metadata.h1Digest,
      mainModule: metadata.mainModule,
    }),
  }),
  decode: (raw) => ({
    kind: 'golang',
    ...defined({
      goVersion: asText(raw['goCompiledVersion']),
      architecture: asText(raw['architecture']),
      mainModule: asText(raw['mainModule']),
      h1Digest: asText(raw['h1Digest']),
      buildSettings: raw['goBuildSettings'] ? settingsOf(raw['goBuildSettings']) : undefined,
    }),
  }),
});

function settingsOf(value: unknown): { key: string; value: string }[] {
  return listOf(value).flatMap((item) => {
    const { key, value: text } = asObject(item);
    return typeof key === 'string' && typeof text === 'string' ? [{ key, value: text }] : [];
  });
}
