import type { CargoMetadata, ComposerMetadata, GemMetadata, NugetMetadata } from '@gantry/core';
import { defined } from '@gantry/core/json';
import { asObject, asSomeTexts, asText } from '../../_shared/json.ts';
import { defineCodec } from './codec.ts';

export const cargo = defineCodec<CargoMetadata>({
  kind: 'cargo',
  reads: ['rust-cargo-lock-entry', 'rust-cargo-audit-entry'],
  typeOf: (pkg) => (pkg.evidence === 'binary' ? 'rust-cargo-audit-entry' : 'rust-cargo-lock-entry'),
  encode: (metadata, pkg) => ({
    name: pkg.name,
    version: pkg.version ?? '',
    source: metadata.source ?? '',
    ...(pkg.evidence === 'binary'
      ? {}
      : { checksum: metadata.checksum ?? '', dependencies: metadata.dependencies ?? [] }),
  }),
  decode: (raw) => ({
    kind: 'cargo',
    ...defined({
      source: asText(raw['source']),
      checksum: asText(raw['checksum']),
      dependencies: asSomeTexts(raw['dependencies']),
    }),
  }),
});

export const gem = defineCodec<GemMetadata>({
  kind: 'gem',
  reads: ['ruby-gemspec'],
  typeOf: () => 'ruby-gemspec',
  encode: (metadata, pkg) => ({
    name: pkg.name,
    version: pkg.version ?? '',
    ...defined({ authors: metadata.authors, homepage: metadata.homepage }),
  }),
  decode: (raw) => ({
    kind: 'gem',
    ...defined({ authors: asSomeTexts(raw['authors']), homepage: asText(raw['homepage']) }),
  }),
});

export const composer = defineCodec<ComposerMetadata>({
  kind: 'composer',
  reads: ['php-composer-installed-entry', 'php-composer-lock-entry'],
  typeOf: (pkg) => (pkg.evidence === 'declared' ? 'php-composer-lock-entry' : 'php-composer-installed-entry'),
  encode: (metadata, pkg) => {
    const reference = { type: '', url: metadata.sourceUrl ?? '', reference: metadata.reference ?? '' };
    return {
      name: pkg.name,
      version: pkg.version ?? '',
      source: reference,
      dist: reference,
      ...defined({ type: metadata.type, homepage: metadata.homepage }),
    };
  },
  decode: (raw) => {
    const source = asObject(raw['source']);
    return {
      kind: 'composer',
      ...defined({
        type: asText(raw['type']),
        homepage: asText(raw['homepage']),
        sourceUrl: asText(source['url']),
        reference: asText(source['reference']),
      }),
    };
  },
});

export const nuget = defineCodec<NugetMetadata>({
  kind: 'nuget',
  reads: ['dotnet-deps-entry', 'dotnet-packages-lock-entry'],
  typeOf: () => 'dotnet-deps-entry',
  encode: (metadata, pkg) => ({
    name: pkg.name,
    version: pkg.version ?? '',
    path: metadata.path ?? '',
    sha512: metadata.sha512 ?? '',
    hashPath: '',
  }),
  decode: (raw) => ({ kind: 'nuget', ...defined({ sha512: asText(raw['sha512']), path: asText(raw['path']) }) }),
});
